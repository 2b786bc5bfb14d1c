import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { findStack } from "../../functions/src/admin/localStack.ts";

let file: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), "katazuke-local-"));
  file = join(folder, "addresses.json");
  return () => rmSync(folder, { recursive: true });
});

test("where no stack has run, an admin is told how to run one", async () => {
  await expect(findStack(file)).rejects.toThrow(
    `There are no addresses of a local stack in ${file}: npm start runs one.`,
  );
});

test("an admin is told that the stack whose addresses are still there has ended", async () => {
  const nowhere = "127.0.0.1:1";
  writeFileSync(
    file,
    JSON.stringify({ projectId: "demo-katazuke", firestoreHost: nowhere, authHost: nowhere }),
  );
  await expect(findStack(file)).rejects.toThrow(
    `The local stack of ${file} is not running any more: npm start runs a new one.`,
  );
});
