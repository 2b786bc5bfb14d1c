import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { figuresOf, figuresTable } from "../simulate/figures.ts";
import { usual } from "../simulate/options.ts";
import { policies } from "../simulate/policies.ts";
import { simulate } from "../simulate/simulate.ts";
import { root } from "../stack/root.ts";

test("docs/performance.md has the simulated figures as they are now; npm run simulate -- --write brings them", {
  timeout: 120_000,
}, () => {
  const page = readFileSync(join(root, "docs/performance.md"), "utf8");
  const table = figuresTable(policies.map((policy) => figuresOf(simulate(policy, usual))));
  expect(page).toContain(`<!-- simulated: simulate -->\n${table}\n`);
});
