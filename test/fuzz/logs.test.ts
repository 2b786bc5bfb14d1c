import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchLogs } from "./logs.ts";
import { leakIn, markerOf, planted, whoPlanted } from "./markers.ts";

let stage: string;
let firebase: string;
beforeEach(() => {
  stage = mkdtempSync(join(tmpdir(), "katazuke-fuzz-"));
  mkdirSync(join(stage, "logs"));
  firebase = join(stage, "logs", "firebase.log");
  writeFileSync(firebase, `of an earlier run: ${markerOf(1, 1)}\n`);
});
afterEach(() => rmSync(stage, { recursive: true }));

test("a line that shows what was planted is found, with the request it came with", async () => {
  const watch = watchLogs(join(stage, "addresses.json"));
  appendFileSync(firebase, `a good line\n>  {"name":"${markerOf(4, 17)}","message":"failed"}\n`);
  writeFileSync(join(stage, "firestore-debug.log"), "serial 5A09\n");
  expect(await watch.leaks(["5A09"])).toMatchObject([
    { file: "firestore-debug.log", from: undefined },
    { file: join("logs", "firebase.log"), from: { place: 4, number: 17 } },
  ]);
});

test("a signed message in a log is a leak, whatever it says", async () => {
  const watch = watchLogs(join(stage, "addresses.json"));
  const part = Buffer.from(JSON.stringify({ alg: "ES256", typ: "wipe-acknowledgement+jwt" })).toString(
    "base64url",
  );
  appendFileSync(firebase, `>  {"acknowledgement":"${part}.e30.AA"}\n`);
  expect(await watch.leaks([])).toHaveLength(1);
});

test("logs without any, and those of the stand-ins who know it by right, are silent", async () => {
  const watch = watchLogs(join(stage, "addresses.json"));
  appendFileSync(firebase, "a good line\n");
  writeFileSync(join(stage, "logs", "authorities.log"), `card for ${planted}\n`);
  expect(await watch.leaks(["5A09"])).toEqual([]);
});

test.each([0, 1, 2, 3, 4])("what is planted is known again in base64, after %i other bytes", (before) => {
  const text = `${"x".repeat(before)}${markerOf(2, 3)} and more`;
  expect(leakIn(Buffer.from(text).toString("base64"))).toBeDefined();
  expect(leakIn(Buffer.from(text).toString("base64url"))).toBeDefined();
  expect(leakIn(Buffer.from(text).toString("hex"))).toBeDefined();
  expect(leakIn(encodeURIComponent(text))).toBeDefined();
});

test("what wasn't planted isn't taken for it", () => {
  expect(leakIn("https://pages.katazuke.example planted nothing", ["5A09", ""])).toBeUndefined();
  expect(whoPlanted("nobody")).toBeUndefined();
});
