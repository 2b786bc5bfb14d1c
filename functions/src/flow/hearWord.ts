import type { AuditFact } from "../domain/audit.ts";
import {
  countWrongTry,
  forgetWrongTries,
  type HoldChoice,
  isRightWord,
  normaliseWord,
} from "../domain/holdChoice.ts";
import type { Holder } from "../domain/holder.ts";
import { type IdentificationMethod, identifications } from "../domain/identification.ts";
import { appendAudit } from "./appendAudit.ts";
import { readChoice } from "./findCaller.ts";
import type { HashWord, Records, Transact } from "./ports.ts";

/** What a caller said, hashed as this holder's word is; undefined for one who said nothing. */
type HeardWord = string | undefined;

/** Stands in where there is no word: hashing takes as long for whoever isn't there. */
const noSalt = "AAAAAAAAAAAAAAAAAAAAAAAA";

/** Hashes what the caller said, outside of any transaction, because it is slow. */
export async function hearWord(
  said: string | undefined,
  holderId: string | undefined,
  { read, hashWord }: { read: Transact<"cards" | "holdChoices">; hashWord: HashWord },
): Promise<HeardWord> {
  const choice = holderId === undefined ? undefined : await read((records) => readChoice(records, holderId));
  const hash = await hashWord(normaliseWord(said ?? ""), choice?.word?.salt ?? noSalt);
  return said === undefined ? undefined : hash;
}

/** One caller's word: whose it should be, what was heard, and for which request. */
interface WordTry {
  readonly holder: Holder;
  readonly choice: HoldChoice | undefined;
  readonly heard: HeardWord;
  readonly agentId: string;
  readonly identifiedBy: IdentificationMethod;
  /** Whether a word that was set has to be right, however else the caller was identified. */
  readonly isAlwaysAsked: boolean;
  readonly tryId: string;
  readonly now: Date;
}

/** Whether the caller's word is good enough. A wrong one is counted and audited, the right one ends the counting. */
export function acceptWord(
  records: Pick<Records, "holdChoices" | "holders" | "devices" | "audit">,
  { holder, choice, heard, agentId, identifiedBy, isAlwaysAsked, tryId, now }: WordTry,
): boolean {
  const isAsked = identifications[identifiedBy].needsWord || (isAlwaysAsked && choice?.word !== undefined);
  if (!isAsked) return true;
  if (!choice?.word || heard === undefined) return false;
  if (isRightWord(choice, heard, now)) {
    records.holdChoices.keep(forgetWrongTries(choice));
    return true;
  }
  const counted = countWrongTry(choice, tryId, now);
  if (counted !== choice) {
    records.holdChoices.keep(counted);
    appendAudit(records, holder, [refusal(choice, agentId, now)]);
  }
  return false;
}

/** The choice may be under an earlier id of the same person. */
function refusal({ holderId }: HoldChoice, agentId: string, at: Date): AuditFact {
  const subjects = [`holdChoices/${holderId}`, `staff/${agentId}`];
  return { act: "holdRefused", actor: "agent", method: "staffSession", subjects, at };
}
