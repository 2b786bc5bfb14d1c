import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { type LimitScope, limits } from "../../functions/src/domain/limit.ts";
import { params, secrets } from "../../functions/src/entry/params.ts";
import { expectBlocks } from "./generatedBlocks.ts";

/** What each limit counts, in words. */
const meanings: Record<LimitScope, string> = {
  failuresPerAddress: "proofs that don't hold, from one address (IPv6: one /64)",
  sessionsPerCard: "sessions opened with one card",
  repeatedRevocationsPerCard: "applications by one card that find everything revoked already",
  registrationsPerDevice: "registrations and refreshes of one phone",
  previewsPerSession: "previews of a replacement in one session",
  listsPerSession: "lists of the holder's devices in one session",
  handOversPerSession: "days of a hand-over that one session names",
  proofsPerSession: "clearance proofs that one session asks for",
  proofsPerClerk: "clearance proofs that a clerk asks for, also in vain: each may try a number",
  declarationsPerSession: "words of the holder on a phone in one session",
  readsPerHolder: "looks at how a revocation stands",
  contactCodesPerHolder: "codes that a holder has sent to new addresses",
  holdsPerAgent: "holds that an agent asks for, also in vain",
  handOverCodesPerSession: "hand-over codes that one session makes",
  checksPerClerk: "checks that a clerk asks for, also in vain",
  checksPerShop: "checks that a shop's clerks ask for, also in vain",
  wrongCodesPerClerk: "wrong hand-over codes by one clerk",
  wrongCodesPerShop: "wrong hand-over codes by one shop's clerks",
  clearanceReadsPerClerk: "looks at a check, and what is done in one, by one clerk",
  auditedRefusals:
    "refusals of one kind of request told in the audit, per card, certificate, holder, wipe, member of staff or partner; the request itself isn't refused for it",
  releasesPerAgent: "releases that an agent asks for, also in vain: each revokes what doesn't come back",
  foundPerAddress:
    "questions and reports about certificates found on another's phone, from one address (IPv6: one /64)",
  reportsPerPartner: "reports of the SEI-TSM, or of one maker",
};

test("docs/deploy.md lists every limit as it is built in", async () => {
  const rows = Object.entries(limits).map(([scope, { count, window }]) => {
    const length = Temporal.Duration.from({ milliseconds: window }).round({ largestUnit: "hours" });
    return `| \`${scope}\` | ${Object(meanings)[scope]} | \`${count} in ${length}\` |`;
  });
  const table = ["| limit | counts | built in |", "|---|---|---|", ...rows].join("\n");
  await expectBlocks("deploy.md", { limits: table });
});

const docs = (name: string) => readFile(join(import.meta.dirname, "../../docs", name), "utf8");

test("docs/params.example has every param, because a deployment without a terminal fails without", async () => {
  const named = [...(await docs("params.example")).matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  const defined = Object.values(params).map(({ name }) => name);
  expect(named.toSorted()).toEqual(defined.toSorted());
});

test("docs/deploy.md has a row for every param and every secret", async () => {
  const deploy = await docs("deploy.md");
  for (const { name } of [...Object.values(params), ...Object.values(secrets)])
    expect(deploy, name).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|`, "m"));
});
