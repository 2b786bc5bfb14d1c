import { parseArgs } from "node:util";
import type { z } from "zod";
import type { Command, OptionTexts, ReadyCommand } from "./command.ts";
import { UsageProblem } from "./problem.ts";
import { readTarget, type Target, targetTexts } from "./target.ts";

/** What was asked for: help on some commands, or one command, ready. */
export type Asked =
  | { readonly help: readonly Command[] }
  | {
      readonly command: Command;
      readonly ready: ReadyCommand;
      readonly target: Target;
      readonly isDryRun: boolean;
      readonly isAgreed: boolean;
    };

const changeTexts: OptionTexts = {
  "dry-run": { tells: "print what would be done, and do nothing" },
  yes: { tells: "don't ask before changing a project" },
};
const helpTexts: OptionTexts = { help: { tells: "print this" } };

/** A command's own options, then those that many have. */
export function optionsOf({ options, isChange }: Command): OptionTexts {
  return { ...options, ...targetTexts, ...(isChange ? changeTexts : {}), ...helpTexts };
}

/** Reads the words after `npm run admin --`; throws a UsageProblem that names the one it can't make sense of. */
export function readWords(words: readonly string[], commands: readonly Command[]): Asked {
  const firstOption = words.findIndex((word) => word.startsWith("-"));
  const named = firstOption < 0 ? words : words.slice(0, firstOption);
  const rest = words.slice(named.length);
  const command = commands.find((one) => one.words === named.join(" "));
  if (command) return readCommand(command, rest);
  const group = commands.filter((one) => `${one.words} `.startsWith(`${named.join(" ")} `.trimStart()));
  const isHelp = rest.length === 0 || rest.includes("--help");
  if (isHelp && group.length > 0) return { help: group };
  const what = named.length === 0 ? "The command comes first." : "There is no such command.";
  throw new UsageProblem(`${what} npm run admin -- --help lists what there is.`);
}

function readCommand(command: Command, words: readonly string[]): Asked {
  const values = parse(command, words);
  if (values.help) return { help: [command] };
  const names = Object.keys(command.options);
  const own = Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
  for (const [name, { isNeeded, takes }] of Object.entries(command.options))
    if (isNeeded && own[name] === undefined) throw new UsageProblem(`--${name} is missing: ${takes}.`);
  const read = command.read(own);
  if ("problem" in read) throw new UsageProblem(explain(read.problem, command));
  const isDryRun = values["dry-run"] === true;
  return { command, ready: read.ready, target: readTarget(values), isDryRun, isAgreed: values.yes === true };
}

function parse(command: Command, words: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(optionsOf(command)).map(([name, { takes, isList = false }]) => [
      name,
      { type: takes === undefined ? ("boolean" as const) : ("string" as const), multiple: isList },
    ]),
  );
  try {
    return parseArgs({ args: [...words], options, strict: true, allowPositionals: false }).values;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message.split(". ")[0] : "The options make no sense";
    throw new UsageProblem(`${reason}. npm run admin -- ${command.words} --help lists what there is.`);
  }
}

/** Names the option and what it takes, and never quotes what was given. */
function explain({ issues }: z.ZodError, { options }: Command): string {
  const [issue] = issues;
  const name = String(issue?.path[0]);
  const takes = options[name]?.takes;
  return takes === undefined ? String(issue?.message) : `--${name} takes ${takes}.`;
}
