import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { messageTypes } from "../../functions/src/contract/jws.ts";
import { clearanceSteps } from "../../functions/src/domain/clearance.ts";
import { declarations } from "../../functions/src/domain/declaration.ts";
import { shownErasures } from "../../functions/src/domain/deviceView.ts";
import { identifications } from "../../functions/src/domain/identification.ts";
import { refusals } from "../../functions/src/domain/refusal.ts";
import { outcomes } from "../../functions/src/domain/wipe.ts";
import { outside } from "../../functions/src/entry/refusals.ts";
import { clearanceStepWords } from "../../functions/src/text/clearance.ts";
import * as caExamples from "../contract/caExamples.ts";
import * as clerkExamples from "../contract/clerkExamples.ts";
import * as examples from "../contract/examples.ts";
import * as foundExamples from "../contract/foundExamples.ts";
import * as makerExamples from "../contract/makerExamples.ts";
import * as proofExamples from "../contract/proofExamples.ts";
import * as receiptExamples from "../contract/receiptExamples.ts";
import * as staffExamples from "../contract/staffExamples.ts";
import * as tsmExamples from "../contract/tsmExamples.ts";
import * as viewExamples from "../contract/viewExamples.ts";
import { expectBlocks, json } from "./generatedBlocks.ts";

test("docs/app-contract.md shows every message as the tests' examples have it, and every refusal", async () => {
  const messages = Object.entries({ ...examples, ...viewExamples, ...foundExamples }).map(
    ([name, example]) => [name, json(example)] as const,
  );
  await expectBlocks("app-contract.md", { ...Object.fromEntries(messages), refusals: refusalTable() });
});

test("docs/tsm-contract.md shows every message as the tests' examples have it", async () => {
  const messages = Object.entries(tsmExamples).map(([name, example]) => [name, json(example)] as const);
  await expectBlocks("tsm-contract.md", Object.fromEntries(messages));
});

test("docs/maker-contract.md shows every message as the tests' examples have it", async () => {
  const messages = Object.entries(makerExamples).map(([name, example]) => [name, json(example)] as const);
  await expectBlocks("maker-contract.md", Object.fromEntries(messages));
});

test("docs/partner-contract.md shows every message as the tests' examples have it", async () => {
  const messages = Object.entries(caExamples).map(([name, example]) => [name, json(example)] as const);
  await expectBlocks("partner-contract.md", Object.fromEntries(messages));
});

test("docs/staff-contract.md shows every message as the tests' examples have it, and who may do what", async () => {
  const messages = Object.entries({ ...staffExamples, ...clerkExamples }).map(
    ([name, example]) => [name, json(example)] as const,
  );
  const tables = { identifications: identificationTable(), clearanceSteps: stepTable() };
  const blocks = { ...Object.fromEntries(messages), ...tables };
  await expectBlocks("staff-contract.md", blocks);
});

test("docs/receipts.md shows both receipts as the tests' examples have them", async () => {
  const { receiptOfRevocation, ...others } = receiptExamples;
  const messages = Object.entries(others).map(([name, example]) => [name, json(example)] as const);
  await expectBlocks("receipts.md", Object.fromEntries(messages));
});

test("docs/clearance-proofs.md shows the proof, and how it is asked for, as the tests' examples have them", async () => {
  const messages = Object.entries(proofExamples).map(([name, example]) => [name, json(example)] as const);
  await expectBlocks("clearance-proofs.md", Object.fromEntries(messages));
});

test("every type of signed message has an example of its header", () => {
  const ours = { ...examples, ...receiptExamples, ...proofExamples };
  const all = { ...ours, ...tsmExamples, ...makerExamples, ...caExamples };
  const types = Object.values(all).flatMap((example) => ("typ" in example ? [example.typ] : []));
  expect(types.toSorted()).toEqual(Object.values(messageTypes).toSorted());
});

test.each([
  ["outcome", outcomes],
  ["`erasure.state`", shownErasures],
  ["`declaration`", declarations],
])("every %s has its row in docs/app-contract.md", async (heading, words) => {
  const text = await readFile(join(import.meta.dirname, "../../docs/app-contract.md"), "utf8");
  const [, table = ""] = text.split(`\n| ${heading} |`);
  const [rows = ""] = table.split("\n\n");
  expect([...rows.matchAll(/^\| `(\w+)` \|/gm)].map(([, word]) => word)).toEqual([...words]);
});

function identificationTable(): string {
  const yes = (does: boolean) => (does ? "yes" : "no");
  const rows = Object.entries(identifications).map(
    ([method, { hold, release, needsWord }]) =>
      `| \`${method}\` | ${yes(hold)} | ${yes(release)} | ${yes(needsWord)} |`,
  );
  const head = "| `identifiedBy` | enough to hold | enough to release | with the right blocking word only |";
  return [head, "|---|---|---|---|", ...rows].join("\n");
}

function stepTable(): string {
  const rows = clearanceSteps.map((step) => {
    const { ja, en } = clearanceStepWords(step);
    return `| \`${step}\` | ${ja} | ${en} |`;
  });
  return ["| `todo.step` | 日本語 | English |", "|---|---|---|", ...rows].join("\n");
}

function refusalTable(): string {
  const rows = refusals.map((refusal) => {
    const { status, callable, title } = outside[refusal];
    return `| \`${refusal}\` | ${status} | \`${callable}\` | ${title} |`;
  });
  const failure = "| `internal` | 500 | `internal` | Something failed on our side; try again |";
  return ["| code | HTTP | callable | means |", "|---|---|---|---|", ...rows, failure].join("\n");
}
