import { mayPull, withPull } from "../domain/counterCheck.ts";
import { contactWipe } from "../domain/enrolment.ts";
import { limitedUntil } from "../domain/limit.ts";
import { type Decision, refuse } from "../domain/refusal.ts";
import type { Wipe } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import type { CheckPorts, CheckRecords, ShownCheck } from "./counterPorts.ts";
import { type CheckParts, clearanceIn, clerkFact, showCheck } from "./findCheck.ts";
import { type CheckNamed, inCheck } from "./inCheck.ts";
import type { Records } from "./ports.ts";

/** What is still in force has to be revoked first, whatever a clerk wants to do about erasing. */
export const notRevoked = refuse(
  "certificate_not_revoked",
  "Have the holder revoke the phone's certificates first.",
);

/**
 * "Pull now": the phone's command is sent again at once, unless its wipe was closed, and the clerk shows the phone the QR code that makes its app ask for it.
 * Refused with `certificate_not_revoked` while anything is in force, and with `rate_limited` past twenty in one check. Where there is
 * nothing left to erase, or it was asked a moment ago, nothing changes.
 */
export async function askForPull(asked: CheckNamed, ports: CheckPorts): Promise<Decision<ShownCheck>> {
  return inCheck(asked, ports, ({ records, parts, rules }): Decision<ShownCheck> => {
    const { verdict } = clearanceIn(parts, rules);
    if (verdict === "revokeFirst") return notRevoked;
    const after = withPull(parts.check, rules.now);
    const isDone = verdict === "clear" || verdict === "unknown" || after === parts.check;
    if (isDone) return showCheck(records, parts, rules);
    if (!mayPull(parts.check)) return limitedUntil(parts.check.expiresAt);
    keepPull(records, parts, { check: after, asked, now: rules.now });
    return showCheck(records, { ...parts, check: after }, rules);
  });
}

function keepPull(
  records: Pick<Records, CheckRecords>,
  { device, wipes }: CheckParts,
  { check, asked, now }: { check: CheckParts["check"]; asked: CheckNamed; now: Date },
): void {
  const wipe = wipes.find(({ wipeId }) => wipeId === device.wipeId);
  records.checks.keep(check);
  if (wipe && !isDue(wipe, now)) records.wipes.keep(contactWipe(wipe, { ...wipe, now }));
  appendAudit(records, device, [clerkFact("pullAsked", check, { clerk: asked.clerk, at: now })]);
}

/** Its attempt is due already, and none is under way whose result would still count; what is stuck has to be freed. */
function isDue({ state, nextStepAt, attemptIsOpen }: Wipe, now: Date): boolean {
  return state !== "stuck" && nextStepAt !== undefined && nextStepAt <= now && !attemptIsOpen;
}
