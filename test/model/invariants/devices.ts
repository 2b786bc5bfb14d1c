import { isInForce } from "../../../functions/src/domain/certificate.ts";
import type { Device } from "../../../functions/src/domain/device.ts";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import type { Act } from "../act.ts";
import { type Commit, entry, type Ledger, registrationOf } from "../ledger.ts";
import { type Changed, certificates, devices, wipes } from "../stored.ts";
import { hold } from "../violation.ts";

/** Promise 4 for devices: who a phone is, and where its messages go, is said by that phone alone. */
export function checkDevices(commit: Commit, ledger: Ledger, documents: MemoryDocuments): void {
  for (const changed of devices.among(commit.changes)) {
    const { before, after } = changed;
    const isRegistered = before?.pushTarget.seenAt.getTime() !== after.pushTarget.seenAt.getTime();
    if (isRegistered) {
      checkRegistered(changed, commit.by, ledger);
      checkContact(after, commit.now, documents);
    } else {
      checkUntouched(before, after, ledger);
      checkOvertaken(changed, commit.by, { ledger, documents });
    }
    ledger.figures.add("push targets", after.pushTarget.state);
    ledger.figures.add("device states", after.state);
  }
}

function checkRegistered({ before, after }: Changed<Device>, by: Act, ledger: Ledger): void {
  hold(by.by === "register", "only the phone itself says where it is");
  if (by.by !== "register") return;
  const { deviceKey, pushTarget } = by.registration;
  const isOwn = after.certificateIds.every((id) => ledger.phoneOf.get(id) === by.phone);
  hold(
    isOwn && ledger.areOnePerson(after.holderId, by.holderId),
    "a phone registers for itself and its holder",
  );
  hold(!before || before.holderId === after.holderId, "a device stays its holder's");
  hold(after.deviceKey.x === deviceKey.x, "a registration's key is the device's from then on");
  hold(after.pushTarget.value === pushTarget.value, "a registration's target is the device's from then on");
  hold(after.pushTarget.state === "active", "a target is active when it was just registered");
  entry<string, string[]>(ledger.keys, after.deviceId, () => []).push(deviceKey.x);
}

/** Nothing that is in force on a chip is left to an enrolment that is over, where nobody would hold, revoke or erase it. */
function checkOvertaken(
  { before, after }: Changed<Device>,
  by: Act,
  { ledger, documents }: { ledger: Ledger; documents: MemoryDocuments },
): void {
  const isOver = before?.state === "active" && after.state === "retired";
  if (by.by !== "register" || !isOver || !ledger.areOnePerson(by.holderId, after.holderId)) return;
  // One that was overtaken on its way within a second names what the chip has no more.
  if (!by.registration.certificates.every(({ thumbprint }) => by.phone.chip.has(thumbprint))) return;
  for (const certificateId of after.certificateIds) {
    const certificate = certificates.at(documents, certificateId);
    if (!certificate || !isInForce(certificate) || !by.phone.chip.has(certificate.thumbprint)) continue;
    hold(
      certificate.deviceId !== after.deviceId,
      "what is left in force on the chip is the next enrolment's",
    );
    const isNamed = by.registration.certificates.some((one) => one.certificateId === certificateId);
    if (!isNamed) ledger.figures.add("moments", "taken over by a new enrolment");
  }
}

/** Any contact makes an open wipe due. */
function checkContact({ wipeId, deviceKey }: Device, now: Date, documents: MemoryDocuments): void {
  const wipe = wipeId === undefined ? undefined : wipes.at(documents, wipeId);
  if (wipe?.nextStepAt === undefined) return;
  hold(wipe.nextStepAt <= now && !wipe.attemptIsOpen, "a registration makes an open wipe due at once");
  hold(wipe.deviceKey.x === deviceKey.x, "an open wipe takes the key that its device has now");
}

function checkUntouched(before: Device | undefined, after: Device, ledger: Ledger): void {
  const same = ({ holderId, deviceKey, pushTarget, certificateIds, secureElement, generation }: Device) =>
    JSON.stringify([holderId, deviceKey, pushTarget.value, certificateIds, secureElement, generation]);
  hold(before !== undefined && same(before) === same(after), "nobody else changes who a device is");
  const { state, suspectAt } = after.pushTarget;
  const isStruck =
    state !== before?.pushTarget.state || suspectAt?.getTime() !== before.pushTarget.suspectAt?.getTime();
  if (isStruck)
    hold(ledger.struck.has(registrationOf(after.pushTarget)), "a target is struck for its own message");
}
