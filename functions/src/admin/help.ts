import type { Command, OptionText } from "./command.ts";
import { optionsOf } from "./words.ts";

const start = "npm run admin --";

/** What `--help` prints: of several commands a line each, of one all its options. */
export function help(commands: readonly Command[]): string {
  const [first] = commands;
  return first && commands.length === 1 ? helpOn(first) : list(commands);
}

function list(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ words }) => words.length)) + 3;
  const lines = commands.map(({ words, tells }) => `  ${words.padEnd(width)}${tells}`);
  return `Makes staff, shops and partners, loads and shows the reset registry, and verifies the audit.

${lines.join("\n")}

Each takes --project ID (a Firebase project, for real) or --local (the local stack), and --help for its options.
What changes something also takes --dry-run, and asks before changing a project unless told --yes.
Exit code: 0 done, 1 refused, failed or the audit is broken, 2 the words make no sense.`;
}

function helpOn(command: Command): string {
  const options = Object.entries(optionsOf(command));
  const width = Math.max(...options.map(([name]) => name.length)) + 5;
  const lines = options.map(([name, text]) => `  ${`--${name}`.padEnd(width)}${describe(text)}`);
  return `${start} ${command.words}\n\n${command.tells}\n\n${lines.join("\n")}`;
}

function describe({ takes, tells, isNeeded, isList }: OptionText): string {
  const value = takes === undefined ? "" : `: ${takes}`;
  return `${tells}${value}${isNeeded ? " (needed)" : ""}${isList ? " (may be repeated)" : ""}`;
}
