import { hexDigest } from "../../functions/src/domain/hash.ts";
import { commandIdOf, type Wipe } from "../../functions/src/domain/wipe.ts";
import { drive, openWipes } from "./play/drive.ts";
import { remind } from "./play/holds.ts";
import { acknowledge, phoneOf } from "./play/phones.ts";
import { reportOn } from "./play/service.ts";
import { devices, holds, wipes } from "./stored.ts";
import type { Universe } from "./universe.ts";
import { hold } from "./violation.ts";

const rounds = 12;
const day = 86_400_000;
const longestSilence = 270 * day;

/**
 * Promise 2 in the end: once everything is healthy and time passes, the sweep alone makes an attempt for every open wipe
 * that can be reached, and what is then answered honestly is confirmed.
 */
export async function endWell(universe: Universe): Promise<void> {
  const { ledger } = universe;
  await settleHolds(universe);
  const before = new Map(ledger.sends);
  const isAttempted = ({ wipeId }: Wipe) => ledger.sends.get(wipeId) !== before.get(wipeId);
  const left = () => openWipes(universe).filter((wipe) => !isAttempted(wipe) && canBeReached(wipe, universe));
  for (let round = 0; round < rounds && left().length > 0; round += 1) await sweepHealthily(universe, left());
  hold(left().length === 0, "an open wipe of a phone that can be reached is attempted again");
  for (const wipe of openWipes(universe)) await answerHonestly(wipe, universe);
}

/** A month later the schedule alone has taken every step that a hold owed, and each open one has its next. */
async function settleHolds(universe: Universe): Promise<void> {
  universe.pass(31 * day);
  await remind(universe);
  universe.checkProblems();
  const [now, all] = [universe.clock(), holds.all(universe.documents)];
  for (const { state, nextStepAt } of all) {
    hold((state === "open") === (nextStepAt !== undefined), "an open hold has a next step");
    hold(nextStepAt === undefined || nextStepAt > now, "no hold's next step is left behind");
    universe.ledger.figures.add("hold states", state);
  }
}

/** Goes on to when the next of these wipes is due; the real sweep comes every few minutes. */
async function sweepHealthily(universe: Universe, left: readonly Wipe[]): Promise<void> {
  const due = left.map(({ nextStepAt }) => nextStepAt?.getTime() ?? 0);
  const wait = Math.min(...due) - universe.clock().getTime();
  universe.pass(Math.max(0, wait) + 1000);
  await drive(
    { do: "drive", by: "sweep", pick: 0, fcm: "accepted", isHintStale: false, meanwhile: undefined },
    universe,
    { crash: undefined, meanwhile: async () => {} },
  );
  universe.checkProblems();
}

function canBeReached(wipe: Wipe, universe: Universe): boolean {
  if (wipe.nextStep === "askTsm") return universe.hasTsm;
  const device = devices.at(universe.documents, wipe.deviceId);
  if (!device || device.pushTarget.state === "dead") return false;
  return universe.clock().getTime() - device.lastSeenAt.getTime() < longestSilence;
}

/** The phone, or the SEI-TSM, has done what it was told, and says so. */
async function answerHonestly(wipe: Wipe, universe: Universe): Promise<void> {
  const { ledger, clock, documents } = universe;
  const says = wipe.certificates.map(({ thumbprint }) => ({ thumbprint, outcome: "erased" as const }));
  const { wipeId, commandVersion: version } = wipe;
  const phone = phoneOf(wipe, universe);
  const isInHand = ledger.delivered.some((one) => commandIdOf(one) === commandIdOf(wipe));
  if (wipe.nextStep === "askTsm") await reportOn({ wipeId, version, says }, universe);
  else if (isInHand && phone?.key.x === wipe.deviceKey.x) {
    const digest = hexDigest(JSON.stringify(says));
    const signed = {
      commandId: commandIdOf(wipe),
      nonce: wipe.nonce,
      seq: 1000,
      results: says,
      digest,
      answeredAt: clock(),
    };
    await acknowledge(signed, { universe, crash: undefined, phone });
  } else return;
  universe.checkProblems();
  hold(wipes.at(documents, wipeId)?.state === "confirmed", "an honest answer about everything confirms");
  ledger.figures.add("moments", "confirmed in the end");
}
