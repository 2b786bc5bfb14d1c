import type { Certificate } from "../../../functions/src/domain/certificate.ts";
import { hexDigest } from "../../../functions/src/domain/hash.ts";
import type { Hold, HoldState } from "../../../functions/src/domain/hold.ts";
import type { HoldChoice } from "../../../functions/src/domain/holdChoice.ts";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import type { Act } from "../act.ts";
import type { Commit, Ledger } from "../ledger.ts";
import { type Changed, certificates, holdChoices, holds, reminders, wipes } from "../stored.ts";
import { hold } from "../violation.ts";

/** What may become of a hold, written here again, so that the service's own table can be wrong. */
const ways: Readonly<Record<HoldState, readonly HoldState[]>> = {
  open: ["open", "released", "escalated", "over"],
  joined: ["joined", "released"],
  released: ["released"],
  escalated: ["escalated"],
  over: ["over"],
};

/** A hold stops and gives back, and does nothing else; only whoever may, and on the word that the holder set. */
export function checkHolds(commit: Commit, ledger: Ledger, documents: MemoryDocuments): void {
  const { by, changes } = commit;
  for (const changed of certificates.among(changes)) {
    checkSpans(changed.after);
    checkMove(changed, by, ledger);
  }
  for (const changed of holds.among(changes))
    checkHold(changed, commit, choicesOf(changed.after, ledger, documents));
  for (const { before } of reminders.among(changes)) {
    hold(before === undefined && by.by === "remind", "a reminder comes due once, by the schedule");
    ledger.figures.add("moments", "reminder due");
  }
  for (const changed of holdChoices.among(changes)) checkChoice(changed, by, ledger);
  if (by.by === "hold") hold(wipes.among(changes).length === 0, "a hold touches no wipe");
  for (const { after } of holds.among(changes)) tellHold(after, commit, ledger, documents);
}

function checkSpans({ state, holds: spans = [] }: Certificate): void {
  const lasting = spans.filter(({ endedAt }) => endedAt === undefined);
  hold(lasting.length === (state === "onHold" ? 1 : 0), "a time on hold lasts as long as the state");
  hold(state !== "onHold" || lasting[0] === spans.at(-1), "only the newest time on hold lasts");
}

function checkMove({ before, after }: Changed<Certificate>, by: Act, ledger: Ledger): void {
  const move = `${before?.state ?? "new"} ${after.state}`;
  const isByHold = by.by === "hold" || by.by === "release" || by.by === "remind";
  if (move === "valid onHold") hold(by.by === "hold", "only an agent holds");
  if (by.by === "hold") hold(move === "valid onHold", "an agent's hold does nothing else");
  if (move === "onHold valid") {
    hold(by.by === "release", "only a release gives back");
    hold(after.kind === "authentication", "a signing certificate doesn't come back");
    ledger.figures.add("moments", "valid again after a hold");
  }
  if (!isByHold || after.state !== "revoked") {
    if (after.revocation?.raised && !before?.revocation?.raised)
      ledger.figures.add("moments", "reason raised");
    return;
  }
  hold(move === "onHold revoked", "neither an agent nor the clock revokes what wasn't on hold");
  const { cause, reason } = after.revocation ?? {};
  if (by.by === "release") {
    const isReissued = cause === "foundAgain" && reason === "superseded" && after.kind === "signing";
    hold(isReissued, "a release revokes only what has to be issued again");
    ledger.figures.add("moments", "revoked by a release");
  } else {
    hold(cause === "notFound", "the clock revokes only what the holder chose to");
    ledger.figures.add("moments", "revoked because the holder had chosen so");
  }
}

/** The holder's own choice; without one, whatever the same person chose under another id. */
function choicesOf(
  { holderId }: Hold,
  ledger: Ledger,
  documents: MemoryDocuments,
): readonly (HoldChoice | undefined)[] {
  const own = holdChoices.at(documents, holderId);
  if (own) return [own];
  const all = holdChoices.all(documents);
  return [undefined, ...all.filter((choice) => ledger.areOnePerson(choice.holderId, holderId))];
}

function checkHold(
  { before, after }: Changed<Hold>,
  { by, now }: Commit,
  choices: readonly (HoldChoice | undefined)[],
): void {
  hold((after.state === "open") === (after.nextStepAt !== undefined), "an open hold has a next step");
  if (!before) {
    hold(by.by === "hold", "only an agent places a hold");
    const hasChosen = (choice: HoldChoice | undefined) => {
      const { escalateAfterDays: days } = choice ?? {};
      const escalateAt = days === undefined ? undefined : after.placedAt.getTime() + days * 86_400_000;
      return knowsWord(choice, by) && after.escalateAt?.getTime() === escalateAt;
    };
    hold(
      choices.some(hasChosen),
      "a hold is placed on the right word, and does later what was chosen before",
    );
    return;
  }
  hold(ways[before.state].includes(after.state), "a hold only moves on");
  hold(before.escalateAt?.getTime() === after.escalateAt?.getTime(), "what was chosen before stays");
  if (before.state === after.state) return;
  if (after.state === "released") checkRelease(after, by, choices);
  if (after.state === "escalated") {
    const isDue = after.escalateAt !== undefined && after.escalateAt <= now;
    hold(by.by === "remind" && isDue, "a hold escalates when the holder had chosen to");
  }
}

function checkRelease({ holderId }: Hold, by: Act, choices: readonly (HoldChoice | undefined)[]): void {
  hold(by.by === "release", "only a release releases");
  if (by.by !== "release") return;
  if (by.how === "card") hold(by.holderIds.includes(holderId), "a card releases its own holder's only");
  else if (by.how === "callBackAndWord") {
    const isRight = (choice: HoldChoice | undefined) => choice?.word !== undefined && knowsWord(choice, by);
    hold(choices.some(isRight), "a call back releases with the word only");
  } else hold(by.how === "documentCheck", "a release takes a strong identification");
}

function knowsWord(choice: HoldChoice | undefined, by: Act): boolean {
  if (!choice?.word) return true;
  const said = by.by === "hold" || by.by === "release" ? by.says : undefined;
  return said !== undefined && hexDigest(choice.word.salt, said) === choice.word.hash;
}

function checkChoice({ before, after }: Changed<HoldChoice>, by: Act, ledger: Ledger): void {
  const isOwn = by.by === "choose" && by.holderId === after.holderId;
  if (isOwn) return;
  hold(by.by === "hold" || by.by === "release", "only the holder chooses");
  const chosen = ({ word, escalateAfterDays }: HoldChoice) => JSON.stringify([word, escalateAfterDays]);
  hold(before !== undefined && chosen(before) === chosen(after), "whoever tries a word changes no choice");
  if (after.wrongTries > 0) ledger.figures.add("moments", "wrong word counted");
  if (after.lockedUntil && !before?.lockedUntil) ledger.figures.add("moments", "word locked");
}

function tellHold(after: Hold, { by }: Commit, { figures }: Ledger, documents: MemoryDocuments): void {
  figures.add("hold states", after.state);
  if (by.by !== "hold") return;
  figures.add("moments", after.state === "joined" ? "hold joined" : "certificate on hold");
  if (holdChoices.at(documents, after.holderId)?.word) figures.add("moments", "held on the right word");
  const held = after.certificates.map(({ certificateId }) => certificates.at(documents, certificateId));
  if (held.some((one) => (one?.holds?.length ?? 0) > 1)) figures.add("moments", "held anew after a release");
}
