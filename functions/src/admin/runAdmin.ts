import { isRefused } from "../domain/refusal.ts";
import { commands } from "./commands.ts";
import { help } from "./help.ts";
import { AdminProblem, toLine, UsageProblem } from "./problem.ts";
import { telling } from "./rehearse.ts";
import type { Services } from "./services.ts";
import { describeTarget, type Target } from "./target.ts";
import { type Asked, readWords } from "./words.ts";

/** Services that are open until `close`. */
export interface Connection {
  readonly services: Services;
  close(): Promise<void>;
}

/** What surrounds the commands: a terminal with a person, and the way to a project. */
interface Surroundings {
  readonly say: (line: string) => void;
  /** For what goes wrong. */
  readonly complain: (line: string) => void;
  /** What a person types; throws an AdminProblem where there is nobody. */
  readonly ask: (question: string) => Promise<string>;
  readonly connect: (target: Target) => Promise<Connection>;
}

/** Runs what the words ask for; answers the exit code: 0 done, 1 refused, failed or broken, 2 words that make no sense. */
export async function runAdmin(words: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    const asked = readWords(words, commands);
    if (!("help" in asked)) return await connectAndRun(asked, surroundings);
    surroundings.say(help(asked.help));
    return 0;
  } catch (problem) {
    surroundings.complain(toLine(problem));
    return problem instanceof UsageProblem ? 2 : 1;
  }
}

type AskedCommand = Exclude<Asked, { help: unknown }>;

async function connectAndRun(asked: AskedCommand, surroundings: Surroundings): Promise<number> {
  const { services, close } = await surroundings.connect(asked.target);
  try {
    return asked.command.isChange
      ? await change(asked, services, surroundings)
      : settle(await asked.ready({ services, say: surroundings.say }));
  } finally {
    await close();
  }
}

async function change(asked: AskedCommand, services: Services, around: Surroundings): Promise<number> {
  if (asked.isDryRun) return rehearse(asked, services, around);
  if (asked.target.kind === "project" && !asked.isAgreed) {
    await rehearse(asked, services, around);
    const answer = await around.ask("Type the project's id to do this: ");
    if (answer.trim() !== asked.target.projectId) throw new AdminProblem("Nothing was done.");
  }
  around.say(`In ${describeTarget(asked.target)}:`);
  const told = telling(services, (line) => around.say(`  ${line}`), { isRehearsal: false });
  return settle(await asked.ready({ services: told, say: around.say }));
}

async function rehearse(asked: AskedCommand, services: Services, { say }: Surroundings): Promise<number> {
  const lines: string[] = [];
  const told = telling(services, (line) => lines.push(line), { isRehearsal: true });
  const code = settle(await asked.ready({ services: told, say: () => {} }));
  say(lines.length > 0 ? `This would, in ${describeTarget(asked.target)}:` : "This would change nothing.");
  for (const line of lines) say(`  ${line}`);
  return code;
}

function settle(ending: Awaited<ReturnType<AskedCommand["ready"]>>): number {
  if (!isRefused(ending)) return ending;
  throw new AdminProblem(`Refused: ${ending.detail ?? ending.refused}`);
}
