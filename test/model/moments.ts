import { wipeStates } from "../../functions/src/domain/wipeMoves.ts";
import { answerFlavours, fcmAnswers } from "./step.ts";

/** What the histories have to come to, or they prove less than they seem to. */
export const moments: Readonly<Record<string, readonly string[]>> = {
  "wipe states passed": wipeStates,
  "wipes ended the history": ["confirmed", "closedUnverified", "cancelled", "stuck"],
  evidence: ["none", "deviceSigned", "tsmConfirmed"],
  "push targets": ["active", "suspect", "dead"],
  "device states": ["active", "replaced", "retired"],
  "answers of FCM": fcmAnswers,
  "answers of SEI-TSM": ["accepted", "throttled", "unavailable", "faultIsOurs", "diesAfterSending"],
  logged: ["sending_stopped", "sending_resumed", "acknowledgement_refused"],
  refusals: [
    "acknowledgement_refused",
    "certificate_unknown",
    "certificate_revoked",
    "cause_not_allowed",
    "device_unknown",
    "malformed_request",
    "proof_reused",
  ],
  steps: [
    ...answerFlavours.map((flavour) => `answer ${flavour}`),
    ...["task", "twoTasks", "trigger", "sweep"].map((by) => `drive by ${by}`),
    ...["same", "fresh", "subset", "more"].map((certificates) => `register ${certificates}`),
    ...["signIn", "revoke", "fetch", "report", "deploy", "hold", "expire", "wait", "both"],
  ],
  moments: [
    "answer taken",
    "earlier version answered",
    "answer contradicted",
    "report taken",
    "command fetched",
    "certificate on hold",
    "revoked from hold",
    "certificate expired",
    "wipe joined",
    "attempt taken over",
    "proven after it was closed",
    "evidence raised after the end",
    "cancelled by another holder's proven enrolment",
    "confirmed in the end",
    "before the commit",
    "after the commit",
    "before the send",
    "after the send",
  ],
};
