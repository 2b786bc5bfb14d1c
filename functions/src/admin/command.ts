import type { z } from "zod";
import type { Refused } from "../domain/refusal.ts";
import type { Services } from "./services.ts";

/** One option of a command, as `--help` tells it. */
export interface OptionText {
  /** What it takes, in the words of `--help`; absent for a switch. */
  readonly takes?: string;
  readonly tells: string;
  readonly isNeeded?: boolean;
  /** Whether it may be given several times. */
  readonly isList?: boolean;
}

export type OptionTexts = Readonly<Record<string, OptionText>>;

/** How a command ends when it wasn't refused: the exit code. */
type Ending = Promise<number | Refused>;

/** What a command works with. `say` is for its result, one line at a time. */
export interface Session {
  readonly services: Services;
  readonly say: (line: string) => void;
}

/** A command with its values read. */
export type ReadyCommand = (session: Session) => Ending;

/** One command: what `--help` says of it, and what it does. */
export interface Command {
  /** How it is called: `staff add`. */
  readonly words: string;
  readonly tells: string;
  readonly isChange: boolean;
  readonly options: OptionTexts;
  read(values: Readonly<Record<string, unknown>>): { ready: ReadyCommand } | { problem: z.ZodError };
}

/** Makes a command of a shape for its values and what to do with them; no rule is decided in either. */
export function command<T>({
  shape,
  run,
  ...about
}: Omit<Command, "read"> & {
  shape: z.ZodType<T, unknown>;
  run(input: T, session: Session): Ending;
}): Command {
  return {
    ...about,
    read(values) {
      const { data, error } = shape.safeParse(values);
      return error ? { problem: error } : { ready: (session) => run(data, session) };
    },
  };
}
