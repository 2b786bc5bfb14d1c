import type { AppliedDevice, RevocationApplication } from "../domain/application.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import { type Decision, refuse } from "../domain/refusal.ts";
import type { Wipe } from "../domain/wipe.ts";
import type { ChargeLimit, Records, Transact } from "./ports.ts";
import { readCertificates } from "./readCertificates.ts";
import { readPerson } from "./readPerson.ts";
import type { AuditRefusal } from "./refusalPorts.ts";

/** An application with how its revocation and its erasures stand now. */
export interface ShownApplication {
  readonly application: RevocationApplication;
  readonly devices: readonly ShownDevice[];
}

export interface ShownDevice {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipe: Wipe;
  readonly alreadyRevoked: readonly string[];
}

type Read = "devices" | "certificates" | "applications" | "wipes";

/**
 * Shows an application to the holder who made it, under whichever id; `revocation_unknown` for one that isn't there or is
 * somebody else's.
 */
export async function showRevocation(
  sought: { revocationId: string; holderId: string },
  ports: Ports,
): Promise<Decision<ShownApplication>> {
  const by = { holderId: sought.holderId };
  const asked = { act: "viewRefused", actor: "holder", method: "session", by } as const;
  return ports.auditRefusal(await look(sought, ports), asked);
}

interface Ports {
  readonly transact: Transact<Read | "cards">;
  readonly limit: ChargeLimit;
  readonly auditRefusal: AuditRefusal;
}

async function look(
  { revocationId, holderId }: { revocationId: string; holderId: string },
  { transact, limit }: Ports,
): Promise<Decision<ShownApplication>> {
  const limited = await limit({ scope: "readsPerHolder", subject: holderId });
  if (limited) return limited;
  return transact(async (records) => {
    const application = await records.applications.read(revocationId);
    if (!application || !(await isOne(records, application.holderId, holderId)))
      return refuse("revocation_unknown", "Use the id that the revocation was answered with.");
    return showApplication(records, application);
  });
}

async function isOne(records: Pick<Records, "cards">, one: string, other: string): Promise<boolean> {
  return one === other || (await readPerson(records, other)).includes(one);
}

/** An application with the present state of what it touched. */
export async function showApplication(
  records: Pick<Records, Read>,
  application: RevocationApplication,
): Promise<ShownApplication> {
  return {
    application,
    devices: await Promise.all(application.devices.map((device) => show(records, device))),
  };
}

async function show(records: Pick<Records, Read>, applied: AppliedDevice): Promise<ShownDevice> {
  const [device, wipe, certificates] = [
    await records.devices.read(applied.deviceId),
    await records.wipes.read(applied.wipeId),
    await readCertificates(records, applied.certificateIds),
  ];
  if (!device || !wipe) throw new Error("an application names a device or a wipe that isn't kept");
  return { device, wipe, certificates, alreadyRevoked: applied.alreadyRevoked };
}
