import { join } from "node:path";
import { z } from "zod";
import { findStack } from "./addresses.ts";
import { StackProblem, toLine } from "./problem.ts";
import { stagesFolder } from "./stage.ts";

// Prints addresses of a running stack on one line, in the order asked for: `where.ts [--stack FILE] phones.url hostingUrl`.
try {
  const { file, names } = understand(process.argv.slice(2));
  const addresses = await findStack(file);
  console.log(names.map((name) => pick(addresses, name)).join(" "));
} catch (problem) {
  console.error(toLine(problem));
  process.exitCode = 1;
}

function understand(words: readonly string[]): { file: string; names: readonly string[] } {
  const [first, file, ...names] = words;
  if (first === "--stack" && file !== undefined) return { file, names };
  return { file: join(stagesFolder, "current", "addresses.json"), names: words };
}

/** What a path such as `phones.url` leads to; throws a StackProblem where that is no text. */
function pick(addresses: unknown, path: string): string {
  const found = path.split(".").reduce<unknown>((value, name) => Object(value)[name], addresses);
  const text = z.string().safeParse(found).data;
  if (text === undefined) throw new StackProblem(`addresses.json has no address called ${path}.`);
  return text;
}
