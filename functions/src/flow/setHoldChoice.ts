import { choose, type HoldChoice, type NewChoice, normaliseWord } from "../domain/holdChoice.ts";
import { type Decision, refuse } from "../domain/refusal.ts";
import { isFreshlySignedIn, signInAgain } from "../domain/session.ts";
import { appendAudit } from "./appendAudit.ts";
import { readChoice } from "./findCaller.ts";
import type { Clock, HashWord, NewId, Transact } from "./ports.ts";
import { readPerson } from "./readPerson.ts";
import type { AuditRefusal } from "./refusalPorts.ts";

interface Ports {
  readonly transact: Transact<"cards" | "holders" | "devices" | "holdChoices" | "audit">;
  readonly hashWord: HashWord;
  readonly newId: NewId;
  /** How long after its opening by card a session may do this, milliseconds. */
  readonly sessionLife: number;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
}

/** What a signed-in holder chooses; `null` takes a choice back, what is absent stays. */
export interface SaidChoice {
  readonly holderId: string;
  readonly signedInAt: Date;
  readonly blockingWord?: string | null;
  readonly escalateAfterDays?: number | null;
}

/** Shorter ones are guessed. */
const shortestWord = 3;
const tooShort = refuse("malformed_request", `blockingWord: at least ${shortestWord} letters or digits.`);

/**
 * Keeps what a holder wants done the day the phone is lost. Only right after signing in by card, `not_signed_in` later:
 * whoever finds a phone that is still signed in must not be able to keep the holder from having it held.
 */
export async function setHoldChoice(said: SaidChoice, ports: Ports): Promise<Decision<HoldChoice>> {
  const by = { holderId: said.holderId };
  const asked = { act: "holdChoiceRefused", actor: "holder", method: "session", by } as const;
  return ports.auditRefusal(await keepChoice(said, ports), asked);
}

async function keepChoice(
  said: SaidChoice,
  { transact, hashWord, newId, sessionLife, clock }: Ports,
): Promise<Decision<HoldChoice>> {
  const now = clock();
  const { holderId, blockingWord, escalateAfterDays } = said;
  if (!isFreshlySignedIn(said.signedInAt, now, sessionLife)) return signInAgain;
  const plain = typeof blockingWord === "string" ? normaliseWord(blockingWord) : undefined;
  if (plain !== undefined && [...plain].length < shortestWord) return tooShort;
  const salt = newId();
  const word = plain === undefined ? blockingWord : { salt, hash: await hashWord(plain, salt) };
  const anew: NewChoice = {
    ...(word === undefined || typeof word === "string" ? {} : { word }),
    ...(escalateAfterDays === undefined ? {} : { escalateAfterDays }),
  };
  return transact(async (records) => {
    const holder = await records.holders.read(holderId);
    if (!holder) return refuse("not_signed_in", "Open a session with the card first.");
    // What is said anew is added to what this person chose under an earlier id, and is found before it from now on.
    const [present] = await readPerson(records, holderId);
    const choice = choose(present, await readChoice(records, holderId), anew);
    records.holdChoices.keep(choice);
    const subjects = [`holdChoices/${present}`];
    const fact = { act: "holdChoiceMade", actor: "holder", method: "session", subjects, at: now } as const;
    appendAudit(records, holder, [fact]);
    return choice;
  });
}
