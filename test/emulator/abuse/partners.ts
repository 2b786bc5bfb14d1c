import { randomBytes } from "node:crypto";
import { Firestore } from "firebase-admin/firestore";
import type { MessageType } from "../../../functions/src/contract/jws.ts";
import type { Partner } from "../../../functions/src/domain/partner.ts";
import { firestoreStore } from "../../../functions/src/store/firestoreStore.ts";
import { keyOf, type Message } from "../../doubles/message.ts";
import type { StackAddresses } from "../../stack/addresses.ts";
import { freshClaims } from "../../stack/phones/compactJws.ts";
import { createDeviceKey, type DeviceKey } from "../../stack/phones/deviceKey.ts";

/** A partner's key, and the partner's id. */
export interface PartnerVoice {
  readonly partnerId: string;
  readonly key: DeviceKey;
}

/** Who speaks as a partner: `retired` and `early` are keys of the CA's that are no longer and not yet in use. */
export type PartnerVoices = Readonly<
  Record<"ca" | "retired" | "early" | "tsm" | "maker" | "disabled", PartnerVoice>
>;

const hour = 3_600_000;

/** Registers a CA, a SEI-TSM, a phone maker, and a CA that was shut out, under names that no other run has. */
export async function registerPartners({ projectId, firestoreHost }: StackAddresses): Promise<PartnerVoices> {
  const run = randomBytes(4).toString("hex");
  const voice = async (name: string) => ({ partnerId: `${name}-${run}`, key: await createDeviceKey() });
  const [ca, retired, early] = [await voice("ca"), await voice("ca"), await voice("ca")];
  const [tsm, maker, disabled] = [await voice("tsm"), await voice("maker"), await voice("gone")];
  const voices = { ca, retired, early, tsm, maker, disabled };
  const firestore = new Firestore({ projectId, host: firestoreHost, ssl: false });
  await firestoreStore(firestore).transact(async ({ partners }) => {
    for (const partner of partnersOf(voices)) partners.keep(partner);
  });
  await firestore.terminate();
  return voices;
}

function partnersOf({ ca, retired, early, tsm, maker, disabled }: PartnerVoices): readonly Partner[] {
  const now = Date.now();
  const startsAt = new Date(now - 2 * hour);
  const usual = { state: "active", registeredAt: startsAt, changedAt: startsAt } as const;
  const caKeys = [
    { jwk: jwkOf(ca), startsAt },
    { jwk: jwkOf(retired), startsAt, endsAt: new Date(now - hour) },
    { jwk: jwkOf(early), startsAt: new Date(now + hour) },
  ];
  const asCa = { ...usual, kind: "ca", scopes: ["ca:events"] } as const;
  return [
    { ...asCa, partnerId: ca.partnerId, name: "CA", keys: caKeys },
    {
      ...{ ...asCa, partnerId: disabled.partnerId, name: "Gone", state: "disabled" },
      keys: [{ jwk: jwkOf(disabled), startsAt }],
    },
    {
      ...{ ...usual, partnerId: tsm.partnerId, name: "SEI-TSM", kind: "tsm", scopes: ["tsm:report"] },
      keys: [{ jwk: jwkOf(tsm), startsAt }],
    },
    {
      ...{ ...usual, partnerId: maker.partnerId, name: "Maker", kind: "maker", scopes: ["resets:write"] },
      keys: [{ jwk: jwkOf(maker), startsAt }],
    },
  ];
}

function jwkOf({ key }: PartnerVoice) {
  return { ...key.publicKey, kid: key.thumbprint, alg: "ES256" } as const;
}

/** What a partner signs; `said` is what there is beside who says it, to whom, and when. */
export function fromPartner(
  { partnerId, key }: PartnerVoice,
  { typ, audience, said }: { typ: MessageType; audience: string; said: object },
): Message {
  const identity = { iss: partnerId, sub: partnerId };
  return {
    header: { alg: "ES256", typ, kid: key.thumbprint },
    claims: { ...freshClaims(audience), ...identity, ...said },
    ...keyOf(key),
  };
}
