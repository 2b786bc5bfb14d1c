import { type Instruction, instructions } from "../domain/instruction.ts";
import type { Message } from "../domain/message.ts";
import { day, moment, type Reader } from "./dates.ts";
import { duration } from "./durations.ts";
import type { Arguments } from "./format.ts";
import { instructionText } from "./instruction.ts";
import { phoneName } from "./phoneName.ts";

/** What optional values read as where they are absent, for patterns to choose by. */
const absent: Arguments = { escalateAt: "none" };

/** A message's values as arguments of its patterns: dates in the reader's zone, lengths of time, the instruction's sentences. */
export function spell({ values }: Message, reader: Reader): Arguments {
  const given: [string, unknown][] = Object.entries(values);
  return Object.assign({}, absent, ...given.map(([name, value]) => spellOne(name, value, reader)));
}

function spellOne(name: string, value: unknown, reader: Reader): Arguments {
  if (value instanceof Date) return { [name]: spellDate(name, value, reader) };
  if (typeof value === "number") return { [name]: spellNumber(name, value, reader) };
  if (name === "model") return { model: phoneName(String(value)) };
  return name === "instruction" && isInstruction(value)
    ? { ...instructionText(value, reader.locale) }
    : { [name]: String(value) };
}

function spellDate(name: string, date: Date, reader: Reader): string {
  return name.endsWith("On") ? day(date, reader) : moment(date, reader);
}

function spellNumber(name: string, number: number, { locale }: Reader): string | number {
  return name.endsWith("Within") ? duration(number, locale) : number;
}

function isInstruction(value: unknown): value is Instruction {
  return instructions.some((known) => known === value);
}
