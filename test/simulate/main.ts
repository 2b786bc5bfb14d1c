import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/root.ts";
import { figuresOf, figuresTable, shareBy } from "./figures.ts";
import { readOptions, tellAssumptions, UnknownWords } from "./options.ts";
import { plot, plottedDays } from "./plot.ts";
import { policies } from "./policies.ts";
import { simulate } from "./simulate.ts";
import { withBlock } from "./withBlock.ts";

try {
  run();
} catch (problem) {
  if (!(problem instanceof UnknownWords)) throw problem;
  process.stderr.write(`${problem.message}\n`);
  process.exitCode = 2;
}

function run(): void {
  const { assumptions, writes } = readOptions(process.argv.slice(2));
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say("Assumed, each adjustable by its option:");
  for (const line of tellAssumptions(assumptions)) say(`  ${line}`);
  const since = performance.now();
  const simulated = policies.map((policy) => simulate(policy, assumptions));
  const table = figuresTable(simulated.map(figuresOf));
  say(`\n${table}\n`);
  say(`${policies.length} policies, ${assumptions.holders} holders: ${seconds(since)} s.`);
  if (!writes) return;
  const curves = simulated.map((one) => {
    const points = plottedDays.map((days) => ({ days, share: shareBy(one, days) }));
    return { name: one.policy.name, points };
  });
  writeFileSync(join(root, "docs/simulation.svg"), plot("Share of old phones proven to be erased", curves));
  const page = join(root, "docs/performance.md");
  const list = tellAssumptions(assumptions).map((line) => `- \`${line.replace(": ", "`: ")}`);
  writeFileSync(page, withBlock(readFileSync(page, "utf8"), "simulate", `${table}\n\n${list.join("\n")}`));
  say("docs/performance.md and docs/simulation.svg have the figures.");
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
