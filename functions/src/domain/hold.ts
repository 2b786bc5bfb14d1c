import { type Cadence, reminderAt } from "./cadence.ts";
import type { IdentificationMethod } from "./identification.ts";
import { isRefused, type Refused, refuse } from "./refusal.ts";

export const holdStates = ["open", "joined", "released", "escalated", "over"] as const;
export type HoldState = (typeof holdStates)[number];

export const holdVerbs = ["release", "escalate", "finish"] as const;
type HoldVerb = (typeof holdVerbs)[number];

/** What is due at `nextStepAt`: another reminder, or the revocation that the holder chose in advance. */
export const holdSteps = ["remind", "escalate"] as const;
type HoldStep = (typeof holdSteps)[number];

/** A certificate that a hold covers, and the hold that it is on: this one, or an earlier one that lasts. */
export interface HeldCertificate {
  readonly certificateId: string;
  readonly deviceId: string;
  readonly heldBy: string;
}

/** One call to the call centre that put a holder's certificates on hold; its clock runs until it ends. */
export interface Hold {
  /** Hex SHA-256 of the agent and the request's id, so that a repeat finds it. */
  readonly holdId: string;
  readonly holderId: string;
  readonly state: HoldState;
  readonly certificates: readonly HeldCertificate[];
  /** Whom the caller spoke to: an id in Firebase Auth. */
  readonly agentId: string;
  readonly identifiedBy: IdentificationMethod;
  /** Hex SHA-256 of what was asked for, to tell a repeat from another request under the same id. */
  readonly digest: string;
  readonly placedAt: Date;
  readonly releasedAt?: Date;
  /** How whoever had it released was identified. */
  readonly releasedBy?: IdentificationMethod | "cardSignature";
  /** The agent who released it, where one did. */
  readonly releasingAgentId?: string;
  /** Hex SHA-256 of the card and the application's `jti`, where the holder released it by card. */
  readonly releaseId?: string;
  /** When it is revoked by rule, where the holder chose that before the phone was lost. */
  readonly escalateAt?: Date;
  /** How many reminders have come due. */
  readonly reminders: number;
  /** Present exactly while it is open. */
  readonly nextStep?: HoldStep;
  readonly nextStepAt?: Date;
  /** Spreads due holds over index ranges, 0 to 15. */
  readonly shard: number;
}

/** Every move there is. `joined` has no clock: that of the earlier hold runs. `finish`: nothing of it is on hold any more. */
export const holdMoves = {
  open: { release: "released", escalate: "escalated", finish: "over" },
  joined: { release: "released", escalate: "joined", finish: "over" },
  released: { release: "released", escalate: "released", finish: "released" },
  escalated: { release: refuse("certificate_revoked"), escalate: "escalated", finish: "escalated" },
  over: { release: refuse("not_on_hold"), escalate: "over", finish: "over" },
} as const satisfies Record<HoldState, Record<HoldVerb, HoldState | Refused>>;

/** A hold with what is due next: the reminder after those that have come due, or the escalation where that comes first. */
export function withNextStep(hold: Hold, cadence: Cadence): Hold {
  const remindAt = reminderAt(cadence, hold.placedAt, hold.reminders);
  const escalates = hold.escalateAt !== undefined && hold.escalateAt <= remindAt;
  return escalates
    ? { ...hold, nextStep: "escalate", nextStepAt: hold.escalateAt }
    : { ...hold, nextStep: "remind", nextStepAt: remindAt };
}

/** A hold whose reminder is put off; what the holder chose in advance isn't, where that comes first. */
export function putOffReminder(hold: Hold, until: Date): Hold {
  if (hold.escalateAt !== undefined && hold.escalateAt <= until)
    return { ...hold, nextStep: "escalate", nextStepAt: hold.escalateAt };
  return { ...hold, nextStepAt: until };
}

/** A hold after a verb, without a next step once it isn't open; refused as the table has it. */
export function moveHold(hold: Hold, verb: HoldVerb): Hold | Refused {
  const state = holdMoves[hold.state][verb];
  if (isRefused(state) || state === hold.state) return isRefused(state) ? state : hold;
  const { nextStep, nextStepAt, ...rest } = hold;
  return { ...rest, state };
}
