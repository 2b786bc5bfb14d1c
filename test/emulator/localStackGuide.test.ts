import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { root } from "../stack/root.ts";
import { required } from "./emulated.ts";

/** What the guide's commands print, in this order: typed from what each is said to do. */
const printed = [
  /"online":false/,
  /"cause":"lost".*"state":"revoked"/,
  /Erase 2 certificates: sent \d times?, waiting for the phone/,
  /"signing":\{"isEmpty":true\}.*"outcome":"erased"/,
  /Erase 2 certificates: confirmed .* \(deviceSigned\)/,
  /Done: erased, on the evidence deviceSigned\./,
  /"result":\{"devices":\[\{"deviceId":"\w+","model":"My Old Phone","state":"retired"/,
  /documents\/holders\/[^/]+\/devices\//,
  /"clerk":"clerk-\d+".*"email":".*"password":"/,
  /"receptionNumber":"\d{4}","code":"\d{6}"/,
  /^\d{6}$/m,
  /"verdict":"clear","isRevoked":true,"isErased":true/,
  /"status":201.*"qr":"http:\/\/[^/]+\/verify\/#/,
  /"status":201.*"state":"onHold".*"state":"onHold"/,
  /"state":"revoked","mustBeIssuedAgain":true.*"state":"valid"/,
  /"awaitingCode":\["email","sms"\]/,
  /"confirmed":\["email"\]/,
  /agent, active since/,
  /clerk of shop shop-3, active since/,
  /Verified \d+ holders.*: \d+ breaks?\./,
  /"code":"card_revoked"/,
  /"status":202,"body":\{"taken":true\}/,
  /"phase":"started","toe":\d+,"status":202.*"phase":"completed","toe":\d+,"status":202/,
];

/** Every command of the guide in one shell, as somebody who follows it from top to bottom types them. */
function commandsOf(guide: string): string {
  const blocks = [...guide.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) => block);
  expect(blocks.length).toBeGreaterThan(10);
  const stack = required("KATAZUKE_STACK");
  return blocks
    .join("\n")
    .replaceAll("test/stack/where.ts", `$& --stack ${stack}`)
    .replaceAll("--local", `--stack ${stack}`);
}

test("whoever follows the guide to the local stack from top to bottom sees what it says", async () => {
  const commands = commandsOf(readFileSync(join(root, "docs/local-stack.md"), "utf8"));
  // The script of the guide names no stack of its own: it takes the newest.
  const script = commands.replace("docs/revoke-with-curl.sh", `$& ${required("KATAZUKE_STACK")}`);
  const { stdout } = await promisify(execFile)("bash", ["-c", script], {
    cwd: root,
    timeout: 110_000,
    maxBuffer: 16 * 1024 * 1024,
  });
  let rest = stdout;
  for (const expected of printed) {
    const found = expected.exec(rest);
    expect(found, `${expected} in what is left of the output:\n${rest}`).not.toBeNull();
    rest = rest.slice((found?.index ?? 0) + (found?.[0].length ?? 0));
  }
}, 120_000);
