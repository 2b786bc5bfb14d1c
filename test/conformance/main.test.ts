import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createDeviceKey } from "../stack/phones/deviceKey.ts";

const main = join(import.meta.dirname, "main.ts");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "katazuke-conformance-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the conformance run; answers its exit code and all that it says. */
async function run(...args: readonly string[]) {
  const run = promisify(execFile)(process.execPath, [main, ...args]);
  return run.then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }) => ({ code, said: `${stdout}${stderr}` }),
  );
}

test("without the sets it fails and says where they come from", async () => {
  const missing = await run(folder);
  expect(missing).toMatchObject({ code: 2, said: expect.stringContaining("https://csrc.nist.gov") });
  expect(missing.said).toContain("https://github.com/C2SP/wycheproof");
  expect(await run()).toMatchObject({ code: 2 });
});

test("a set without a case, and an invalid vector that holds, make it fail", async () => {
  const key = await createDeviceKey();
  const input = ["eyJhbGciOiJFUzI1NiJ9", "Zm9v"].join(".");
  const signature = Buffer.from(await key.sign(Buffer.from(input))).toString("base64url");
  const vector = { tcId: 1, comment: "not so", jws: `${input}.${signature}`, result: "invalid" };
  const vectors = { testGroups: [{ comment: "es256", public: key.publicKey, tests: [vector] }] };
  await mkdir(join(folder, "pkits/certs"), { recursive: true });
  await mkdir(join(folder, "pkits/crls"));
  await mkdir(join(folder, "wycheproof"));
  await writeFile(join(folder, "wycheproof/json_web_signature.json"), JSON.stringify(vectors));
  const { code, said } = await run(folder);
  expect(code).toBe(1);
  expect(said).toContain("There is no case.");
  expect(said).toContain("es256: 1 not so is invalid and was accepted");
});
