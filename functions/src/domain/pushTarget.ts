export const pushTargetKinds = ["fcmToken", "fid"] as const;
type PushTargetKind = (typeof pushTargetKinds)[number];

export const pushTargetStates = ["active", "suspect", "dead"] as const;
export type PushTargetState = (typeof pushTargetStates)[number];

/** Where FCM messages for one device go: a registration (`fcmToken`) or a Firebase installation (`fid`). */
export interface PushTarget {
  readonly kind: PushTargetKind;
  readonly value: string;
  readonly state: PushTargetState;
  readonly seenAt: Date;
  /** When FCM first said UNREGISTERED since the last registration. */
  readonly suspectAt?: Date;
}

const day = 24 * 60 * 60 * 1000;

/** A registration, even of the identical value, makes a target active: the app has just said that it is there. */
export function registered(target: Pick<PushTarget, "kind" | "value">, now: Date): PushTarget {
  return { kind: target.kind, value: target.value, state: "active", seenAt: now };
}

const month = 30 * day;
/** FCM answers UNREGISTERED from then on. */
const longestSilence = 270 * day;

/** A target's state now: no contact with its phone for a month makes an active one suspect, 270 days make any dead. */
export function pushTargetStateAt({ state }: PushTarget, lastSeenAt: Date, now: Date): PushTargetState {
  const silence = now.getTime() - lastSeenAt.getTime();
  if (silence >= longestSilence) return "dead";
  return state === "active" && silence >= month ? "suspect" : state;
}

/**
 * One UNREGISTERED makes a target suspect; a second one at least a day later, with no registration in between, makes
 * it dead. FCM is known to answer UNREGISTERED for a moment to targets that live.
 */
export function unregistered(target: PushTarget, now: Date): PushTarget {
  if (target.suspectAt === undefined) return { ...target, state: "suspect", suspectAt: now };
  const isSecondStrike = now.getTime() - target.suspectAt.getTime() >= day;
  return isSecondStrike ? { ...target, state: "dead" } : target;
}
