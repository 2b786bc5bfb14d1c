import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { required } from "./emulated.ts";

const script = fileURLToPath(new URL("../../docs/revoke-with-curl.sh", import.meta.url));

test("a client of curl and openssl alone revokes an old phone and sees its erasure confirmed", async () => {
  const { stdout } = await promisify(execFile)("bash", [script, required("KATAZUKE_STACK")], {
    timeout: 60_000,
  });
  expect(stdout).toContain("Done: erased, on the evidence deviceSigned.");
}, 70_000);
