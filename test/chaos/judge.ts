import { judgeChains } from "./judgeChains.ts";
import { judgeWipe } from "./judgeWipe.ts";
import type { SeenPhone, Snapshot } from "./snapshot.ts";

/** Something that must never be, and where. */
export interface Violation {
  /** A phone or an audit chain: what fails when this is violated. */
  readonly subject: string;
  readonly wipeId?: string;
  readonly what: string;
}

/** Holds a run's remains against what was promised and gives every violation. */
export function judge(snapshot: Snapshot): Violation[] {
  return [
    ...snapshot.phones.flatMap((phone) => judgePhone(phone, snapshot)),
    ...judgeChains(snapshot),
    ...judgeAnswers(snapshot),
  ];
}

/** Every phone was revoked: it has a device, revoked certificates, and a wipe that lists all of them. */
function judgePhone(phone: SeenPhone, snapshot: Snapshot): Violation[] {
  const { deviceId } = phone;
  const subject = phone.phone;
  const device = snapshot.devices.find((one) => one.deviceId === deviceId);
  if (!device) return [{ subject, what: `device ${deviceId} is lost` }];
  const wipe = snapshot.wipes.find(({ wipeId }) => wipeId === device.wipeId);
  if (!wipe) return [{ subject, what: `device ${deviceId} was revoked and has no wipe` }];
  const { wipeId } = wipe;
  const listed = new Set(wipe.certificates.map(({ certificateId }) => certificateId));
  const certificates = snapshot.certificates.filter((one) => one.deviceId === deviceId);
  const lost = certificates.filter(({ certificateId }) => !listed.has(certificateId));
  const live = certificates.filter(({ state }) => state !== "revoked");
  return [
    ...lost.map(({ certificateId }) => ({ subject, wipeId, what: `doesn't list ${certificateId}` })),
    ...live.map(({ certificateId, state }) => ({ subject, wipeId, what: `${certificateId} is ${state}` })),
    ...judgeWipe(phone, wipe, snapshot).map((what) => ({ subject, wipeId, what })),
  ];
}

/** What was once answered stays so: each answer's wipe is there and lists what the answer said was revoked. */
function judgeAnswers({ answers, wipes, phones }: Snapshot): Violation[] {
  return answers.flatMap(({ devices }) =>
    devices.flatMap(({ deviceId, erasure: { wipeId }, certificates }) => {
      const subject = phones.find((phone) => phone.deviceId === deviceId)?.phone ?? deviceId;
      const wipe = wipes.find((one) => one.wipeId === wipeId);
      if (!wipe) return [{ subject, wipeId, what: "was answered and isn't there" }];
      const listed = new Set(wipe.certificates.map(({ certificateId }) => certificateId));
      return certificates
        .filter(({ certificateId }) => !listed.has(certificateId))
        .map(({ certificateId }) => ({ subject, wipeId, what: `was answered and lacks ${certificateId}` }));
    }),
  );
}
