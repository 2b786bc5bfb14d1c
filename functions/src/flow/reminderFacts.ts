import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Hold } from "../domain/hold.ts";
import { type DeviceFacts, type Nudge, nudgeOfDevice, nudgeOfHold, nudgeOfWipe } from "../domain/nudge.ts";
import type { ResetAnswer } from "../domain/resetCapability.ts";
import type { Wipe } from "../domain/wipe.ts";
import { readCertificates, readOwnCertificates } from "./readCertificates.ts";
import {
  type ReminderPorts,
  type ReminderRecords,
  type Subject,
  subjectCollections,
} from "./reminderPorts.ts";

/** A device with what is in it and what it is owed, as all of it is now. */
interface DeviceState {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipe: Wipe | undefined;
}

/** What a reminder or notice is about, as it is now; undefined where it isn't kept any more. */
export type SubjectFacts = Facts & {
  /** Its holder has died: nobody is reminded or told any more. */
  readonly isDeceased: boolean;
};

type Facts =
  | { readonly collection: "wipes"; readonly wipe: Wipe; readonly of: DeviceState }
  | { readonly collection: "holds"; readonly hold: Hold; readonly certificates: readonly Certificate[] }
  | { readonly collection: "devices"; readonly of: DeviceState };

/** The subject that a document's path names; undefined for one of a kind that isn't known here. */
export function subjectAt(path: string): Subject | undefined {
  const [named, id] = path.split("/");
  const collection = subjectCollections.find((one) => one === named);
  return collection && id ? { collection, id } : undefined;
}

/** Reads what a reminder or notice is about, with all that its text is made of. */
export async function readFacts(
  records: ReminderRecords,
  subject: Subject,
): Promise<SubjectFacts | undefined> {
  const facts = await readSubject(records, subject);
  if (!facts) return undefined;
  const holder = await records.holders.read(holderOf(facts));
  return { ...facts, isDeceased: holder?.deceasedAt !== undefined };
}

function holderOf(facts: Facts): string {
  if (facts.collection === "devices") return facts.of.device.holderId;
  return facts.collection === "wipes" ? facts.wipe.holderId : facts.hold.holderId;
}

async function readSubject(
  records: ReminderRecords,
  { collection, id }: Subject,
): Promise<Facts | undefined> {
  if (collection === "holds") {
    const hold = await records.holds.read(id);
    const ids = hold?.certificates.map(({ certificateId }) => certificateId) ?? [];
    return hold && { collection, hold, certificates: await readCertificates(records, ids) };
  }
  if (collection === "wipes") {
    const wipe = await records.wipes.read(id);
    const of = wipe && (await readDevice(records, wipe.deviceId, wipe));
    return of && { collection, wipe, of };
  }
  const of = await readDevice(records, id);
  return of && { collection, of };
}

async function readDevice(
  records: ReminderRecords,
  deviceId: string,
  known?: Wipe,
): Promise<DeviceState | undefined> {
  const device = await records.devices.read(deviceId);
  if (!device) return undefined;
  const certificates = await readOwnCertificates(records, device);
  const wipe = known ?? (device.wipeId === undefined ? undefined : await records.wipes.read(device.wipeId));
  return { device, certificates, wipe };
}

/** What its holder is to be told of a subject now. */
export function nudgeOf(
  facts: SubjectFacts,
  { rules, now, resetHelps }: Pick<ReminderPorts, "rules"> & { now: Date; resetHelps: ResetAnswer },
): Nudge {
  if (facts.isDeceased) return "over";
  if (facts.collection === "holds") return nudgeOfHold(facts.hold, now);
  const about: DeviceFacts = { ...facts.of, resetHelps, hibernation: rules.hibernation, now };
  return facts.collection === "wipes" ? nudgeOfWipe(facts.wipe, about) : nudgeOfDevice(about);
}
