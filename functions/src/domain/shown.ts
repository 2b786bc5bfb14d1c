import type { Device } from "./device.ts";
import type { Wipe } from "./wipe.ts";

/** A certificate that the newest registration wasn't signed with, and when one last was. */
export interface ShownBefore {
  readonly certificateId: string;
  readonly at: Date;
}

/** What is known of when a phone has shown its certificates: a registration proves possession of those that it names. */
export type Showing = Pick<Device, "shownBefore" | "pushTarget" | "registrationSignedAt">;

/** When a phone last showed that it has one of its certificates. */
export function shownAt(device: Showing, certificateId: string): Date {
  return device.shownBefore.find((one) => one.certificateId === certificateId)?.at ?? lastShownAt(device);
}

/**
 * When a phone last showed that it has some of its certificates: when it signed that, which may come late, on a slow line or tried
 * again. A phone whose clock is ahead has shown them when it was heard.
 */
export function lastShownAt({ pushTarget: { seenAt }, registrationSignedAt }: Showing): Date {
  return registrationSignedAt < seenAt ? registrationSignedAt : seenAt;
}

/** Whether a phone has registered since it was said to be reset, so that its app is there again. */
export function isBackSinceReset({ resetAt }: Pick<Wipe, "resetAt">, device: Showing): boolean {
  return resetAt !== undefined && lastShownAt(device) > resetAt;
}

/** Which of a device's certificates its next registration leaves out, and when they were last shown. */
export function leftOut(device: Device, certificateIds: readonly string[]): readonly ShownBefore[] {
  return device.certificateIds
    .filter((certificateId) => !certificateIds.includes(certificateId))
    .map((certificateId) => ({ certificateId, at: shownAt(device, certificateId) }));
}
