import { keyedHash } from "../../functions/src/domain/hash.ts";
import type { Partner } from "../../functions/src/domain/partner.ts";
import type { ResetPhase } from "../../functions/src/domain/reset.ts";
import type { ResetAnswer } from "../../functions/src/domain/resetCapability.ts";
import { reportReset } from "../../functions/src/flow/reportReset.ts";
import { resetReportProofs } from "../../functions/src/proof/resetProof.ts";
import { type PartnerSigner, samplePartner, signedByPartner } from "../doubles/partners.ts";
import { foundOn, registryOf, saysErased } from "../doubles/resets.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { audience } from "../doubles/signers.ts";
import type { Cast } from "./cast.ts";
import type { Story } from "./story.ts";

const secureElementHashKey = Buffer.alloc(32, 1);

/** The hash under which a phone's secure element is kept; `mark` stands for the phone. */
export function elementOf(mark: string): string {
  return keyedHash(secureElementHashKey, rawId(mark));
}

function rawId(mark: string): string {
  return `secure-element-${mark}`;
}

/** What a maker says, and what the registry says of such phones. */
interface SaidReset {
  readonly phase: ResetPhase;
  readonly clears: ResetAnswer;
}

const makers: Readonly<Record<string, keyof Cast["partners"]>> = {
  "the maker": "maker",
  "maker without the scope": "withoutScope",
  "maker, disabled": "disabled",
  "the SEI-TSM": "tsm",
  "the CA": "ca",
  "nobody, as the maker": "unknown",
};

/** `POST /v1/resets` about the holder's old phone, where there is a SEI-TSM; undefined for an actor that there isn't. */
export function resetting(
  actor: string,
  said: SaidReset,
): ((story: Story) => ReturnType<typeof reportReset>) | undefined {
  const name = makers[actor];
  return name && ((story) => report(story, { ...said, name }));
}

async function report(
  { world, cast }: Story,
  { phase, clears, name }: SaidReset & { name: keyof Cast["partners"] },
) {
  world.tsm = async () => ({ outcome: "accepted" });
  const iat = Math.floor(world.clock().getTime() / 1000);
  // Who is nobody says to be the maker, under a key of its own.
  const iss = name === "unknown" ? "partner-maker" : `partner-${name.toLowerCase()}`;
  const claims = { iss, sub: iss, iat, exp: iat + 300, phase, toe: iat, secureElementId: rawId("1") };
  const jws = await signedByPartner(cast.partners[name], { typ: "reset-report+jwt", claims });
  const { store, limit, clock, newId, auditRefusal } = world;
  const findPartner = async (partnerId: string) => registered(cast).get(partnerId);
  return reportReset(jws, {
    ...{ limit, clock, newId, auditRefusal, transact: store.transact, hasTsm: true, rules: sampleRules },
    readResetReport: resetReportProofs({ audience, findPartner }, { secureElementHashKey }),
    readRegistry: async () => registryOf(clears),
  });
}

function registered({ partners }: Cast): ReadonlyMap<string, Partner> {
  const maker = { kind: "maker", scopes: ["resets:write"] } as const;
  const one = (name: keyof Cast["partners"], signer: PartnerSigner, changes: Partial<Partner>) => {
    const keys = [{ jwk: signer.jwk, startsAt: new Date(0) }];
    return [`partner-${name.toLowerCase()}`, samplePartner(signer, { keys, ...changes })] as const;
  };
  return new Map([
    one("maker", partners.maker, maker),
    one("withoutScope", partners.withoutScope, { ...maker, scopes: [] }),
    one("disabled", partners.disabled, { ...maker, state: "disabled" }),
    one("tsm", partners.tsm, { kind: "tsm", scopes: ["tsm:report"] }),
    one("ca", partners.ca, {}),
  ]);
}

/** Somebody else's app, on the old phone: nobody is signed in, and nobody proves anything. */
export const finders: Readonly<Record<string, (story: Story) => Promise<unknown>>> = {
  "anybody, who asks": ({ world, phone }) => foundOn(world, thumbprintsOf(phone)),
  "anybody, who says that it is erased": ({ world, phone }) => saysErased(world, thumbprintsOf(phone)),
};

function thumbprintsOf({ signing, authentication }: Story["phone"]): readonly string[] {
  return [signing.thumbprint, authentication.thumbprint];
}
