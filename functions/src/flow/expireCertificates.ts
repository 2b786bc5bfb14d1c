import { expire } from "../domain/certificate.ts";
import { openOrJoinWipe } from "../domain/openWipe.ts";
import { isRefused } from "../domain/refusal.ts";
import { erasureOf, type WipeScope } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { freshIds } from "./freshIds.ts";
import type { Clock, DueWork, Log, NewId, Transact } from "./ports.ts";
import { workOff } from "./workOff.ts";

type Touched = "certificates" | "devices" | "wipes" | "holders" | "audit";

interface Ports {
  /** Certificates that are valid or on hold although their time is over. */
  readonly expiredCertificates: DueWork;
  readonly transact: Transact<Touched>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly scope: WipeScope;
  readonly log: Log;
}

/** Milliseconds, of the nine minutes that the schedule's function has. */
const budget = 7 * 60_000;
const codes = { failed: "expiry_failed", left: "expiry_left" } as const;

/**
 * Marks certificates whose time is over as expired, and opens or joins the wipe that they are owed: their keys and the
 * holder's name and address can still be read. One that was revoked meanwhile has its wipe already. Answers how many
 * expired.
 */
export function expireCertificates(ports: Ports): Promise<number> {
  const work = (certificateId: string) => expireOne(certificateId, ports);
  return workOff({ due: ports.expiredCertificates, work, atOnce: 4, budget, codes }, ports);
}

async function expireOne(certificateId: string, { transact, clock, newId, scope }: Ports): Promise<boolean> {
  const now = clock();
  const fresh = freshIds(newId);
  return transact(async (records) => {
    const certificate = await records.certificates.read(certificateId);
    const expired = certificate && expire(certificate, now);
    if (!expired || isRefused(expired) || expired === certificate) return false;
    const device = await records.devices.read(expired.deviceId);
    if (!device) throw new Error("a certificate names a device that isn't kept");
    const current = device.wipeId === undefined ? undefined : await records.wipes.read(device.wipeId);
    const wipe = openOrJoinWipe({ device, certificates: [expired], current, fresh, scope, now });
    records.certificates.keep(expired);
    records.wipes.keep(wipe);
    const subjects = [`certificates/${certificateId}`, `wipes/${wipe.wipeId}`];
    appendAudit(records, { ...device, wipeId: wipe.wipeId, erasure: erasureOf(wipe) }, [
      { act: "certificateExpired", actor: "service", method: "table", subjects, at: now },
    ]);
    return true;
  });
}
