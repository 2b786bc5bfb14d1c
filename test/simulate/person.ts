import type { Instruction } from "../../functions/src/domain/instruction.ts";
import type { Random } from "../chaos/random.ts";
import type { Assumptions } from "./options.ts";
import { exponential, type OldPhone } from "./phone.ts";

/** How a holder is reached and what they do about it. */
export interface Person {
  readonly channel: "push" | "email" | undefined;
  /** One for each reminder: whether it is followed, and when. The same for every policy. */
  readonly moods: readonly { readonly draw: number; readonly wait: number; readonly luck: number }[];
}

const mostReminders = 30;

/** Draws a holder: always the same numbers in the same order. */
export function drawPerson(random: Random, { noChannel, emailOnly, actsAfter }: Assumptions): Person {
  const drawn = random.next();
  const others = drawn < noChannel + emailOnly ? ("email" as const) : ("push" as const);
  const moods = Array.from({ length: mostReminders }, () => {
    return { draw: random.next(), wait: exponential(random, actsAfter), luck: random.next() };
  });
  return { channel: drawn < noChannel ? undefined : others, moods };
}

/** When the phone is erased because its holder did what reminder `number` says, sent at `now`; undefined if it isn't. */
export function response(
  person: Person,
  reminder: { readonly number: number; readonly instruction: Instruction; readonly now: number },
  { phone, assumed }: { phone: OldPhone; assumed: Assumptions },
): number | undefined {
  const { number, instruction, now } = reminder;
  const mood = person.moods[number - 1];
  if (!mood || person.channel === undefined) return undefined;
  const first = person.channel === "push" ? assumed.respondsToPush : assumed.respondsToEmail;
  if (mood.draw >= first * assumed.wears ** (number - 1)) return undefined;
  const at = now + mood.wait;
  return mood.luck < chanceOf(instruction, isGone(phone, at), { phone, assumed }) ? at : undefined;
}

function isGone({ goneFrom }: OldPhone, at: number): boolean {
  return at >= goneFrom;
}

/** How likely it is that doing this erases this phone, where it is then. */
function chanceOf(
  instruction: Instruction,
  isGone: boolean,
  { phone, assumed }: { phone: OldPhone; assumed: Assumptions },
): number {
  if (isGone && phone.fate === "sold") return 0;
  switch (instruction) {
    case "initialise":
    case "askShop":
      return assumed.asksShop;
    case "installApp":
      return isGone ? assumed.reinstalls : assumed.succeeds;
    case "waitForTsm":
    case "nothing":
      return 0;
    default:
      return isGone ? assumed.findsOut : assumed.succeeds;
  }
}
