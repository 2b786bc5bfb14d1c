import { type Decision, refuse } from "../../functions/src/domain/refusal.ts";
import { confirmContact } from "../../functions/src/flow/confirmContact.ts";
import { openSession } from "../../functions/src/flow/openSession.ts";
import { previewReplacement } from "../../functions/src/flow/previewReplacement.ts";
import { registerDevice } from "../../functions/src/flow/registerDevice.ts";
import { reportFromTsm } from "../../functions/src/flow/reportFromTsm.ts";
import { reportReset } from "../../functions/src/flow/reportReset.ts";
import { setContact as setContactOf } from "../../functions/src/flow/setContact.ts";
import { showRevocation } from "../../functions/src/flow/showRevocation.ts";
import { takeCaEvent } from "../../functions/src/flow/takeCaEvent.ts";
import { ann, CounterWorld } from "../doubles/counterWorld.ts";
import type { HoldWorld } from "../doubles/holdWorld.ts";
import { caTells, partnerProof } from "../doubles/partners.ts";
import { makerReports } from "../doubles/resets.ts";
import { sampleRules } from "../doubles/sampleRules.ts";
import { sampleDevice } from "../doubles/samples.ts";
import { cardSigned, sampleRegistration, schedule } from "../doubles/world.ts";

/** A holder whose one phone `card-1` enrolled, and another without one, by `card-2`; refusals are told. */
export interface Told {
  readonly world: CounterWorld;
  readonly holderId: string;
  readonly deviceId: string;
  readonly otherHolderId: string;
}

/** Where every row begins. */
export async function story(): Promise<Told> {
  const world = new CounterWorld();
  await world.shops();
  const [holderId, deviceId] = await world.enrolled();
  const other = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  world.auditRefusal = world.refusalAudit;
  return { world, holderId, deviceId, otherHolderId: "holderId" in other ? other.holderId : "" };
}

/** The id of nothing. */
export const nothing = "0".repeat(64);
/** Another phone's device key. */
export const notMine = { ...sampleDevice.deviceKey, x: "N".repeat(43) };
/** A reader that no signature holds for. */
export const unsigned = async () => refuse("signature_invalid");

/** A world in which one limit has no room left. */
export function full<W extends HoldWorld>(world: W, scope: string): W {
  world.limit = async (charge) => (charge.scope === scope ? refuse("rate_limited") : undefined);
  return world;
}

/** A clerk has the holder's phone checked; then goes on with the check. */
export async function inCheck(
  { world, holderId, deviceId }: Told,
  go: (clearanceId: string) => Promise<unknown>,
) {
  return go(await world.checked(holderId, deviceId));
}

/** The holder's code with its last digit wrong. */
export async function sayWrong({ world, holderId, deviceId }: Told) {
  const { receptionNumber, code } = await world.coded(holderId, deviceId);
  return world.check({ receptionNumber, code: String(Number(code) + 1) }, ann);
}

/** The CA revokes the card. */
export const stopped = ({ world }: Told) => caTells(world, { kind: "cardRevoked" });
/** The holder sets a blocking word. */
export const withWord = ({ world, holderId }: Told) =>
  world.setHoldChoice({ holderId, blockingWord: "さくら" });

/** An application for a session, as its reader judges it. */
export function session(world: HoldWorld, readSession: () => Promise<Decision<never>>) {
  const { limit, clock, newId, auditRefusal } = world;
  const ports = { limit, clock, newId, auditRefusal, transact: world.store.transact };
  return openSession("application", { ...ports, readSession, mintCustomToken: async () => "never" });
}

/** A registration whose proofs don't hold. */
export function registration(world: HoldWorld, holderId: string) {
  const { limit, clock, newId, scope, auditRefusal, store } = world;
  const asked = { readRegistration: unsigned, rules: sampleRules };
  const ports = { limit, clock, newId, scope, auditRefusal, transact: store.transact, ...asked };
  return registerDevice({ holderId, registration: "registration", possessions: [] }, ports);
}

/** The holder enrols another phone. */
export function enrolAnother({ world, holderId }: Told) {
  const certificates = sampleRegistration.certificates.map((one, i) => ({
    ...one,
    certificateId: `${i}`.repeat(64),
  }));
  return world.register(holderId, { secureElement: "f".repeat(64), certificates });
}

/** A preview in a session of that age. */
export function preview(
  { store, limit, clock, auditRefusal }: HoldWorld,
  holderId: string,
  signedInAt: Date,
) {
  const ports = { transact: store.read, limit, clock, auditRefusal, sessionLife: 600_000 };
  return previewReplacement({ holderId, signedInAt, newDeviceId: undefined }, ports);
}

/** A look at a revocation. */
export function look({ store, limit, auditRefusal }: HoldWorld, holderId: string, revocationId = nothing) {
  return showRevocation({ revocationId, holderId }, { transact: store.read, limit, auditRefusal });
}

/** The other holder looks at the first one's revocation. */
export async function lookAtAnothers({ world, otherHolderId }: Told) {
  const shown = await world.revoke();
  return look(world, otherHolderId, "application" in shown ? shown.application.revocationId : "");
}

/** An answer to the wipe of the holder's phone, right but for the changes. */
export async function answer({ world }: Told, changes: { nonce?: string }, signer = sampleDevice.deviceKey) {
  const shown = await world.revoke();
  const wipe = "devices" in shown ? shown.devices[0]?.wipe : undefined;
  const right = { commandId: `${wipe?.wipeId}.1`, nonce: wipe?.nonce ?? "", results: [] };
  return world.acknowledge({ ...right, ...changes }, signer);
}

/** What the proof makes of a message: of one that is believed to be a partner's it says whose. */
const partnersOwn = (signedBy: string | undefined) => async () =>
  signedBy === undefined ? refuse("signature_invalid") : { ...refuse("scope_missing"), signedBy };

/** A report that the reader refuses; it says whose it is where the signature held. */
export function report(world: HoldWorld, signedBy?: string) {
  const { limit, clock, auditRefusal, store } = world;
  const ports = {
    limit,
    clock,
    auditRefusal,
    transact: store.transact,
    schedule,
    rules: sampleRules,
    chance: () => 0,
  };
  return reportFromTsm("report", { ...ports, readTsmReport: partnersOwn(signedBy) });
}

/** The same for a maker's report of a reset. */
export function reset(world: HoldWorld, signedBy?: string) {
  const { limit, clock, newId, auditRefusal, store } = world;
  const ports = { limit, clock, newId, auditRefusal, transact: store.transact, rules: sampleRules };
  const asked = { readRegistry: async () => [], hasTsm: false, readResetReport: partnersOwn(signedBy) };
  return reportReset("report", { ...ports, ...asked });
}

/** Two reports under one number. */
export async function resetTwice(world: HoldWorld) {
  await makerReports(world, { jti: "number-1" });
  return makerReports(world, { jti: "number-1", phase: "completed" });
}

/** The same for an event. */
export function event(world: HoldWorld, signedBy?: string) {
  const { clock, newId, scope, auditRefusal, log, store } = world;
  const ports = { clock, newId, scope, auditRefusal, log, transact: store.transact };
  return takeCaEvent("event", { ...ports, readCaEvent: partnersOwn(signedBy) });
}

/** Two events under one number. */
export async function eventTwice(world: HoldWorld) {
  await caTells(world, { kind: "detailsChanged", proof: partnerProof("number-1", "one") });
  return caTells(world, { kind: "cardExpired", proof: partnerProof("number-1", "another") });
}

/** What contacts need that no refusal here comes to. */
function contactPorts({ store, limit, clock, newId, auditRefusal }: HoldWorld) {
  const { read, transact } = store;
  return {
    ...{ read, transact, limit, clock, newId, auditRefusal, sessionLife: 600_000 },
    sendSms: undefined,
    hashCode: () => "never",
    newCode: () => "never",
    render: () => ({ title: "", body: "", todo: "", short: "" }),
    log: () => {},
  };
}

/** A holder in a session says how to be reached. */
export function setContact(world: HoldWorld, holderId: string, signedInAt: Date) {
  return setContactOf({ holderId, signedInAt, locale: "en" }, contactPorts(world));
}

/** A holder who has just signed in gives a code back. */
export function giveCode(world: HoldWorld, holderId: string) {
  const given = { holderId, signedInAt: world.clock(), channel: "email", code: "123456" } as const;
  return confirmContact(given, contactPorts(world));
}
