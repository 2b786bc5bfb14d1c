import type { Instruction } from "../domain/instruction.ts";
import type { MessageCode, MessageText } from "../domain/message.ts";

/**
 * A message in one language, each part in ICU message format. Its arguments are the message's values as spell.ts spells them;
 * one that is optional and absent reads `none`. The short part has `named` instead of `model`: empty where a name wouldn't fit.
 */
export type MessagePattern = MessageText;

/** An instruction in one language: one sentence what to do, then how, then what happens otherwise. Has no arguments. */
export interface InstructionText {
  readonly what: string;
  readonly how: string;
  readonly otherwise: string;
}

/** Everything that is said in one language. A text that is missing doesn't compile. */
export interface Catalogue {
  readonly messages: Readonly<Record<MessageCode, MessagePattern>>;
  readonly instructions: Readonly<Record<Instruction, InstructionText>>;
  readonly words: Words;
}

/** How one language puts a phone's name after its noun (of `model`), and lengths of time (of `n`). */
export interface Words {
  readonly named: string;
  readonly minutes: string;
  readonly hours: string;
  readonly days: string;
  /** What stands between two sentences. */
  readonly gap: string;
}
