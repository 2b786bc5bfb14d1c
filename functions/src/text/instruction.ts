import type { Locale } from "../domain/contact.ts";
import type { Instruction } from "../domain/instruction.ts";
import { catalogues } from "./catalogues.ts";
import type { InstructionText } from "./pattern.ts";

/** What the holder should do now, in one language: what, how, and what happens otherwise. */
export function instructionText(instruction: Instruction, locale: Locale): InstructionText {
  return catalogues[locale].instructions[instruction];
}
