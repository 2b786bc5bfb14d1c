import type { CertificateKind } from "../domain/certificate.ts";
import { hexDigest } from "../domain/hash.ts";
import { moveHold } from "../domain/hold.ts";
import { type IdentificationMethod, identifications } from "../domain/identification.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { readChoice } from "./findCaller.ts";
import { acceptWord, hearWord } from "./hearWord.ts";
import { keepRelease } from "./keepRelease.ts";
import type { HoldRecords } from "./placeHold.ts";
import type { ChargeLimit, Clock, HashWord, NewId, Transact } from "./ports.ts";
import { readHeld } from "./readHeld.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import { type ShownHold, showHold } from "./showHold.ts";

export type ReleaseRecords = HoldRecords | "wipes";

interface Ports {
  /** For looking only. */
  readonly read: Transact<ReleaseRecords>;
  readonly transact: Transact<ReleaseRecords>;
  readonly limit: ChargeLimit;
  readonly hashWord: HashWord;
  readonly returning: readonly CertificateKind[];
  readonly newId: NewId;
  readonly scope: WipeScope;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
}

/** What an agent asks for when the phone was found. */
export interface ReleaseRequest {
  readonly holdId: string;
  readonly agentId: string;
  readonly identifiedBy: IdentificationMethod;
  readonly blockingWord?: string;
}

export const holdUnknown = refuse("hold_unknown", "Use the id that the hold was answered with.");
const insufficient = refuse(
  "identification_insufficient",
  "A release takes an identity document, or a call back together with the right blocking word.",
);

/**
 * Takes what a hold covers off hold, for a caller who is identified well enough. What doesn't come back is revoked, with
 * the wipe that it is owed, and has to be issued again: so an agent's releases are counted. The same release again answers
 * as the first time.
 */
export async function releaseHold(request: ReleaseRequest, ports: Ports): Promise<Decision<ShownHold>> {
  const by = { staffId: request.agentId };
  const asked = { act: "releaseRefused", actor: "agent", method: "staffSession", by } as const;
  return ports.auditRefusal(await release(request, ports), asked);
}

async function release(request: ReleaseRequest, ports: Ports): Promise<Decision<ShownHold>> {
  const { holdId, agentId, identifiedBy, blockingWord } = request;
  const { read, transact, limit, clock, ...rest } = ports;
  const now = clock();
  if (!identifications[identifiedBy].release) return insufficient;
  const limited = await limit({ scope: "releasesPerAgent", subject: agentId });
  if (limited) return limited;
  const known = await read(({ holds }) => holds.read(holdId));
  if (!known) return holdUnknown;
  const heard = await hearWord(blockingWord, known.holderId, ports);
  const released = await transact(async (records): Promise<Decision<true>> => {
    const hold = await records.holds.read(holdId);
    const holder = await records.holders.read(known.holderId);
    if (!hold || !holder) throw new Error("a hold or its holder is no longer kept");
    const moved = moveHold(hold, "release");
    if (isRefused(moved)) return moved;
    if (moved === hold) return true;
    const choice = await readChoice(records, known.holderId);
    const held = await readHeld(records, [hold]);
    const tryId = hexDigest("release", holdId, heard ?? "");
    const word = { holder, choice, heard, agentId, identifiedBy, isAlwaysAsked: false, tryId, now };
    if (!acceptWord(records, word)) return insufficient;
    const by = { releasedBy: identifiedBy, releasingAgentId: agentId };
    const fact = { actor: "agent", method: "staffSession" } as const;
    const kept = keepRelease(records, { holds: [hold], held }, { ...rest, by, fact, now });
    return isRefused(kept) ? kept : true;
  });
  return isRefused(released) ? released : read((records) => showKept(records, holdId));
}

async function showKept(
  records: Parameters<Parameters<Ports["read"]>[0]>[0],
  holdId: string,
): Promise<ShownHold> {
  const hold = await records.holds.read(holdId);
  if (!hold) throw new Error("a hold that was just released isn't kept");
  return showHold(records, hold);
}
