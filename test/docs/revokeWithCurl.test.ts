import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "../stack/root.ts";
import { usualAddresses } from "../stack/usualAddresses.ts";

const run = (file: string) => promisify(execFile)("bash", [join(root, "docs/revoke-with-curl.sh"), file]);

test("the script says that the stack whose addresses it was given has ended, before it does anything", async () => {
  const folder = mkdtempSync(join(tmpdir(), "katazuke-curl-"));
  const file = join(folder, "addresses.json");
  const phones = { url: "http://127.0.0.1:1" };
  writeFileSync(file, JSON.stringify({ ...usualAddresses, phones }, null, 2));
  await expect(run(file)).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: `revoke-with-curl: the local stack of ${file} is not running any more: npm start runs a new one\n`,
  });
  rmSync(folder, { recursive: true });
});

test("the script says where it looked when there are no addresses", async () => {
  const file = join(tmpdir(), "katazuke-no-such-run/addresses.json");
  await expect(run(file)).rejects.toMatchObject({
    code: 1,
    stderr: `revoke-with-curl: no stack's addresses at ${file}: start it with npm start, or name the file\n`,
  });
});
