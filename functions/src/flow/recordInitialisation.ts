import { askTsmAgain } from "../domain/askTsmAgain.ts";
import { isInForce } from "../domain/certificate.ts";
import { type CounterCheck, withInitialisation } from "../domain/counterCheck.ts";
import { hearReset } from "../domain/hearReset.ts";
import { type Decision, refuse } from "../domain/refusal.ts";
import { resetClears } from "../domain/resetCapability.ts";
import { erasureOf, type Wipe } from "../domain/wipe.ts";
import { appendAudit } from "./appendAudit.ts";
import { notRevoked } from "./askForPull.ts";
import type { ClearanceRules } from "./clearanceParts.ts";
import type { CheckPorts, CheckRecords, ShownCheck } from "./counterPorts.ts";
import { type CheckParts, clerkFact, showCheck } from "./findCheck.ts";
import { freshIds } from "./freshIds.ts";
import { type CheckNamed, inCheck } from "./inCheck.ts";
import type { NewId, Records } from "./ports.ts";

interface Ports extends CheckPorts {
  readonly newId: NewId;
  /** Whether a SEI-TSM is there to ask. */
  readonly hasTsm: boolean;
}

const nothingOwn = refuse(
  "wipe_ended",
  "This enrolment of the phone is over: ask the holder for a code of the one that counts.",
);

/**
 * Takes a clerk's word that the phone was initialised at the counter (countermeasure 3). Where the reset registry says that this
 * clears the secure element, it confirms the wipe on the evidence `counterChecked`; else it is kept as `resetReported`, which doesn't, and
 * the SEI-TSM is asked, also for what was closed without proof.
 * Where the shop needs two people, the first clerk's word waits for another's. Refused with `certificate_not_revoked` while anything
 * is in force, and nothing changes.
 */
export async function recordInitialisation(asked: CheckNamed, ports: Ports): Promise<Decision<ShownCheck>> {
  const { hasTsm, newId } = ports;
  return inCheck(asked, ports, ({ records, parts, ...found }): Decision<ShownCheck> => {
    const rules = { ...found.rules, hasTsm, newId };
    if (parts.certificates.some(isInForce)) return notRevoked;
    if (parts.certificates.length === 0) return nothingOwn;
    const { clerkId } = asked.clerk;
    const check = withInitialisation(parts.check, { clerkId, shop: parts.shop, now: rules.now });
    if (check === parts.check) return showCheck(records, parts, rules);
    return showCheck(records, keepSaid(records, { ...parts, check }, { asked, rules }), rules);
  });
}

type Rules = ClearanceRules & Pick<Ports, "hasTsm" | "newId">;

function keepSaid(
  records: Pick<Records, CheckRecords>,
  parts: CheckParts,
  { asked: { clerk }, rules }: { asked: CheckNamed; rules: Rules },
): CheckParts {
  const { check, device } = parts;
  records.checks.keep(check);
  if (check.initialisation?.state !== "recorded") {
    appendAudit(records, device, [clerkFact("initialisationSaid", check, { clerk, at: rules.now })]);
    return parts;
  }
  const wipes = believe(parts, rules);
  const changed = wipes.filter((wipe, i) => wipe !== parts.wipes[i]);
  for (const wipe of changed) records.wipes.keep(wipe);
  const facts = factsOf(check, { parts, wipes, clerk, rules });
  const own = wipes[parts.wipes.length] ?? wipes.find(({ wipeId }) => wipeId === device.wipeId);
  const owing = own ? { ...device, wipeId: own.wipeId, erasure: erasureOf(own) } : device;
  return { ...parts, wipes, device: appendAudit(records, owing, facts) };
}

/** What the word makes of the device's wipes, in their order, and the one that has to be opened because of it. */
function believe({ device, certificates, wipes }: CheckParts, rules: Rules): readonly Wipe[] {
  const { registry, hasTsm, newId, now } = rules;
  const clears = resetClears(registry, device.handset) === "yes";
  const heard = { evidence: "counterChecked", clears, at: now, hasTsm, now } as const;
  const told = wipes.map((wipe) => hearReset(wipe, heard));
  const current = told.find(({ wipeId }) => wipeId === device.wipeId);
  const own = certificates.filter(({ deviceId }) => deviceId === device.deviceId);
  const reset = { device, certificates: own, wipe: current };
  const again = hasTsm ? askTsmAgain(reset, { fresh: freshIds(newId), now }) : undefined;
  return again ? [...told, hearReset(again, heard)] : told;
}

function factsOf(
  check: CounterCheck,
  {
    parts,
    wipes,
    clerk,
    rules,
  }: { parts: CheckParts; wipes: readonly Wipe[]; clerk: CheckNamed["clerk"]; rules: Rules },
) {
  const word = clerkFact("initialisationRecorded", check, { clerk, at: rules.now });
  const opened = wipes.slice(parts.wipes.length).map(({ wipeId }) => `wipes/${wipeId}`);
  const said = { ...word, subjects: [...word.subjects, ...opened] };
  const confirmed = wipes.filter(
    ({ state }, i) => state === "confirmed" && parts.wipes[i]?.state !== "confirmed",
  );
  const ends = confirmed.map(
    ({ wipeId }) => ({ ...said, act: "wipeConfirmed", subjects: [`wipes/${wipeId}`] }) as const,
  );
  return [said, ...ends];
}
