import type { CaEventKind } from "../../functions/src/domain/caEvent.ts";
import { applyForRevocation } from "../../functions/src/flow/applyForRevocation.ts";
import type { FindPartner } from "../../functions/src/flow/ports.ts";
import { releaseByCard } from "../../functions/src/flow/releaseByCard.ts";
import { revokeOnDevice } from "../../functions/src/flow/revokeOnDevice.ts";
import { takeCaEvent } from "../../functions/src/flow/takeCaEvent.ts";
import { caEventProofs } from "../../functions/src/proof/caEventProof.ts";
import { cardProofs } from "../../functions/src/proof/cardProof.ts";
import { onDeviceProofs } from "../../functions/src/proof/onDeviceProof.ts";
import { findCrlsOf } from "../doubles/crls.ts";
import { type PartnerSigner, samplePartner, signedByPartner } from "../doubles/partners.ts";
import { anchorOf, audience, signedBy } from "../doubles/signers.ts";
import { schedule } from "../doubles/world.ts";
import { certificateNameOf } from "../stack/staff/certificateName.ts";
import type { Cast, Signer } from "./cast.ts";
import type { Story } from "./story.ts";

/** On the new phone (1-1), in the session of `signedInAs`. */
export async function onNewPhone(story: Story, signer: Signer, signedInAs: string): Promise<unknown> {
  return byCard(story, { signer, cause: "movedToNewPhone", signedInAs });
}

/** From a PC or another phone: `POST /v1/revocations`. */
export async function fromAnywhere(story: Story, signer: Signer): Promise<unknown> {
  return byCard(story, { signer, cause: "handedOn" });
}

async function byCard(
  { world, cast, deviceId }: Story,
  { signer, cause, signedInAs }: { signer: Signer; cause: string; signedInAs?: string },
): Promise<unknown> {
  const claims = { devices: [deviceId], cause };
  const application = await signedBy(signer, { typ: "revocation-application+jwt", claims });
  const incoming =
    signedInAs === undefined
      ? ({ application, channel: "card" } as const)
      : ({ application, channel: "newPhone", signedInAs } as const);
  const { store, limit, clock, newId, scope } = world;
  const { readRevocation } = proofsOfCards(cast);
  return applyForRevocation(incoming, {
    auditRefusal: world.auditRefusal,
    ...{ limit, clock, newId, scope, transact: store.transact },
    readRevocation: (jws) => readRevocation(jws, new Date()),
  });
}

/** On a phone (2-1): whoever signs asks for the old phone's certificates. */
export async function onPhone({ world, cast, phone }: Story, signer: Signer): Promise<unknown> {
  const certificates = [phone.signing.thumbprint, phone.authentication.thumbprint];
  const claims = { certificates, cause: "stoppedUsing" };
  const application = await signedBy(signer, { typ: "on-device-revocation+jwt", claims });
  const read = onDeviceProofs({ audience, anchors: [anchorOf(cast.phoneCa)] });
  const { store, clock, newId, scope } = world;
  return revokeOnDevice(application, {
    auditRefusal: world.auditRefusal,
    ...{ clock, newId, scope, schedule, transact: store.transact, read: store.read },
    readOnDevice: (jws) => read(jws, new Date()),
    signCommand: async ({ wipe }) => wipe.wipeId,
    chance: () => 0,
  });
}

/** By card, at home: `POST /v1/holds/mine/release`. */
export async function releasing({ world, cast }: Story, signer: Signer): Promise<unknown> {
  const application = await signedBy(signer, { typ: "release-application+jwt" });
  const { store, clock, newId, scope, returning } = world;
  const { readRelease } = proofsOfCards(cast);
  return releaseByCard(application, {
    auditRefusal: world.auditRefusal,
    ...{ clock, newId, scope, returning, transact: store.transact, read: store.read },
    readRelease: (jws) => readRelease(jws, new Date()),
  });
}

/** `POST /v1/ca-events`: somebody signs an event about the holder's card, as of now. */
export async function telling({ world, cast }: Story, kind: CaEventKind, signer: PartnerSigner) {
  const iat = Math.floor(world.clock().getTime() / 1000);
  const renewal = kind === "cardRenewed" ? { newCard: certificateNameOf(cast.newCard.pem) } : {};
  const said = { event: kind, card: certificateNameOf(cast.card.pem), occurredAt: iat, ...renewal };
  const partnerId = idOf(cast, signer);
  const sender = { iss: partnerId, sub: partnerId, iat, exp: iat + 300 };
  const event = await signedByPartner(signer, { typ: "ca-event+jwt", claims: { ...said, ...sender } });
  const { store, clock, newId, scope, auditRefusal, log } = world;
  const readCaEvent = caEventProofs({ audience, findPartner: findPartnerOf(cast) });
  const ports = { transact: store.transact, auditRefusal, clock, newId, scope, log };
  return takeCaEvent(event, { readCaEvent, ...ports });
}

function proofsOfCards({ cardCa }: Cast) {
  return cardProofs({ audience, anchors: [anchorOf(cardCa)], findCrls: findCrlsOf(cardCa) });
}

function idOf({ partners }: Cast, signer: PartnerSigner): string {
  const [name = ""] = Object.entries(partners).find(([, one]) => one === signer) ?? [];
  return `partner-${name.toLowerCase()}`;
}

/** The partners as they are registered: who is `unknown` says to be the CA, under its own key. */
function findPartnerOf({ partners: { ca, withoutScope, disabled, tsm } }: Cast): FindPartner {
  const keys = ({ jwk }: PartnerSigner) => ({ keys: [{ jwk, startsAt: new Date(0) }] });
  const registered = new Map([
    ["partner-ca", samplePartner(ca, keys(ca))],
    ["partner-unknown", samplePartner(ca, keys(ca))],
    ["partner-withoutscope", samplePartner(withoutScope, { ...keys(withoutScope), scopes: [] })],
    ["partner-disabled", samplePartner(disabled, { ...keys(disabled), state: "disabled" })],
    ["partner-tsm", samplePartner(tsm, { ...keys(tsm), kind: "tsm", scopes: ["tsm:report"] })],
  ]);
  return async (partnerId) => registered.get(partnerId);
}
