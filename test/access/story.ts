import { expireCertificates } from "../../functions/src/flow/expireCertificates.ts";
import { CounterWorld } from "../doubles/counterWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { minutesLater, sampleDevice } from "../doubles/samples.ts";
import { cardSigned } from "../doubles/world.ts";
import type { Cast, PhoneSigners } from "./cast.ts";
import { elementOf } from "./makers.ts";

/** What became of the old phone's certificates before somebody tries: of both, or of the signing one by changed details. */
export type State = "valid" | "onHold" | "revoked" | "expired" | "signingRevoked";

/** When the old phone's certificates expire, and when each story goes on, minutes. */
export const expiry = 60;
const actsAt = (state: State) => (state === "expired" ? expiry + 10 : 10);

/** A holder with an old and a new phone, and another holder with a phone of theirs. */
export interface Story {
  readonly world: CounterWorld;
  readonly cast: Cast;
  readonly holderId: string;
  readonly otherHolderId: string;
  /** The old phone: what is asked for is always about this one. */
  readonly deviceId: string;
  readonly phone: PhoneSigners;
  /** The hold that the old phone was on, or an id of none. */
  readonly holdId: string;
}

/** Plays up to the state. `holdsFirst` puts the old phone on hold before, so that there is a hold to release. */
export async function storyIn(state: State, cast: Cast, holdsFirst: boolean): Promise<Story> {
  const world = new CounterWorld();
  await world.shops();
  const phone = state === "expired" ? cast.phoneOutOfTime : cast.phone;
  const holderId = await signedIn(world, cast.card.certificateId);
  const deviceId = await enrol(world, holderId, { phone, mark: "1", expiresAt: minutesLater(expiry) });
  const later = new Date("2031-01-01T00:00:00.000Z");
  await enrol(world, holderId, { phone: cast.newPhone, mark: "2", expiresAt: later });
  const otherHolderId = await signedIn(world, cast.otherCard.certificateId);
  await enrol(world, otherHolderId, { phone: cast.otherPhone, mark: "3", expiresAt: later });
  const isHeld = state === "onHold" || (holdsFirst && state !== "valid");
  const holdId = isHeld ? await hold(world, cast, phone) : "0".repeat(64);
  world.setMinutes(5);
  if (state === "revoked") await revokeBefore(world, cast, deviceId);
  if (state === "signingRevoked")
    await caTells(world, { kind: "detailsChanged", cardId: cast.card.certificateId });
  world.setMinutes(actsAt(state));
  if (state === "expired") await runExpiry(world);
  return { world, cast, holderId, otherHolderId, deviceId, phone, holdId };
}

/** The schedule that expires certificates runs. */
export function runExpiry({ store, clock, newId, scope, log }: CounterWorld): Promise<number> {
  const { expiredCertificates, transact } = store;
  return expireCertificates({ expiredCertificates, transact, clock, newId, scope, log });
}

async function signedIn(world: CounterWorld, cardId: string): Promise<string> {
  const session = await world.signIn(cardSigned({ cardId, jti: `session of ${cardId}` }));
  if (!("holderId" in session)) throw new Error(`signing in was refused: ${session.refused}`);
  return session.holderId;
}

async function enrol(
  world: CounterWorld,
  holderId: string,
  { phone, mark, expiresAt }: { phone: PhoneSigners; mark: string; expiresAt: Date },
): Promise<string> {
  const certificates = (["signing", "authentication"] as const).map((kind) => {
    const { certificateId, thumbprint } = phone[kind];
    return { certificateId, thumbprint, kind, expiresAt };
  });
  const registered = await world.register(holderId, {
    certificates,
    secureElement: elementOf(mark),
    deviceKey: { ...sampleDevice.deviceKey, x: mark.repeat(43) },
    pushTarget: { kind: "fcmToken", value: `push-target-${mark}` },
  });
  if ("refused" in registered) throw new Error(`a registration was refused: ${registered.refused}`);
  return registered.device.deviceId;
}

function hold(world: CounterWorld, { card }: Cast, { signing }: PhoneSigners): Promise<string> {
  return world.held({ certificateIds: [card.certificateId], onlyPhoneOf: signing.certificateId });
}

async function revokeBefore(world: CounterWorld, { card }: Cast, deviceId: string): Promise<void> {
  const devices = [deviceId];
  const shown = await world.revoke({ cardId: card.certificateId, devices, cause: "disposed" });
  if ("refused" in shown) throw new Error(`the first revocation was refused: ${shown.refused}`);
}
