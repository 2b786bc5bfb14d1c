import { createInterface } from "node:readline/promises";
import { connect } from "./connect.ts";
import { AdminProblem } from "./problem.ts";
import { runAdmin } from "./runAdmin.ts";

process.exitCode = await runAdmin(process.argv.slice(2), {
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
  ask,
  connect,
});

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new AdminProblem("Nobody is there to ask: add --yes, or --dry-run to only see what it would do.");
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
