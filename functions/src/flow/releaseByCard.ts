import { holderIdsOf } from "../domain/caEvent.ts";
import type { CertificateKind } from "../domain/certificate.ts";
import { hexDigest } from "../domain/hash.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { cardStopped } from "./cardStopped.ts";
import { keepRelease } from "./keepRelease.ts";
import type { CardSigned, Clock, NewId, ReadReleaseApplication, Transact } from "./ports.ts";
import { readHeld } from "./readHeld.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { ReleaseRecords } from "./releaseHold.ts";
import { type ShownHold, showHold } from "./showHold.ts";

interface Ports {
  readonly readRelease: ReadReleaseApplication;
  /** For looking only. */
  readonly read: Transact<ReleaseRecords>;
  readonly transact: Transact<ReleaseRecords>;
  readonly returning: readonly CertificateKind[];
  readonly newId: NewId;
  readonly scope: WipeScope;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
}

/** A card that nobody has used and one with nothing on hold look the same. */
const nothingOnHold = refuse("hold_unknown", "This card's holder has nothing on hold.");

/**
 * Releases whatever of the holder's is on hold, on the card's signature: the phone was found at home. The same application
 * again answers what it released, and doesn't touch what was put on hold since.
 */
export async function releaseByCard(
  application: string,
  ports: Ports,
): Promise<Decision<readonly ShownHold[]>> {
  const now = ports.clock();
  const signed = await ports.readRelease(application, now);
  if (isRefused(signed)) return signed;
  const by = { cardId: signed.cardId };
  const asked = { act: "releaseRefused", actor: "holder", method: "cardSignature", by } as const;
  return ports.auditRefusal(await release(signed, now, ports), asked);
}

async function release(
  signed: CardSigned<unknown>,
  now: Date,
  { read, transact, ...rest }: Ports,
): Promise<Decision<readonly ShownHold[]>> {
  const releaseId = hexDigest("release", signed.cardId, signed.jti);
  const released = await transact(async (records): Promise<Decision<true>> => {
    const card = await records.cards.read(signed.cardId);
    if (!card) return nothingOnHold;
    if ((await records.holds.releasedUnder(releaseId)).length > 0) return true;
    if (card.state !== "valid") return cardStopped;
    const holds = (await Promise.all(holderIdsOf(card).map((id) => records.holds.openOf(id)))).flat();
    const held = await readHeld(records, holds);
    if (held.length === 0) return nothingOnHold;
    const by = { releasedBy: "cardSignature", releaseId } as const;
    const fact = { actor: "holder", method: "cardSignature" } as const;
    const kept = keepRelease(records, { holds, held }, { ...rest, by, fact, now });
    return isRefused(kept) ? kept : true;
  });
  if (isRefused(released)) return released;
  return read(async (records) => {
    const holds = await records.holds.releasedUnder(releaseId);
    return Promise.all(holds.map((hold) => showHold(records, hold)));
  });
}
