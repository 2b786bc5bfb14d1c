import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { findStack, readAddresses } from "./addresses.ts";
import { jsonServer } from "./json.ts";
import { close, listen } from "./listen.ts";
import { root } from "./root.ts";
import { usualAddresses } from "./usualAddresses.ts";

const server = jsonServer({ "GET /phones": () => ({ body: [] }) });
let url: string;
beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server)}`;
});
afterAll(() => close(server));

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "katazuke-addresses-"));
  file = join(folder, "addresses.json");
  return () => rmSync(folder, { recursive: true });
});

/** The process of a run that has ended. */
const ended = () => spawnSync(process.execPath, ["--version"]).pid;

function writeRun({ pid, phones = url }: { pid: number; phones?: string }): void {
  writeFileSync(join(folder, "run.json"), JSON.stringify({ pid, sockets: join(folder, "sockets") }));
  writeFileSync(file, JSON.stringify({ ...usualAddresses, phones: { url: phones } }));
}

test("a stack that is up is found by the file that its run wrote", async () => {
  writeRun({ pid: process.pid });
  expect((await findStack(file)).phones).toEqual({ url });
});

test("where no stack has run, that is said, and how to run one", () => {
  expect(() => readAddresses(file)).toThrow(
    `There are no addresses of a local stack in ${file}: npm start runs one.`,
  );
});

test("a file that is no stack's addresses is none", () => {
  writeFileSync(file, '{"phones":');
  expect(() => readAddresses(file)).toThrow("npm start runs one.");
});

test("a run whose process has ended is said to be over, though its file is still there", () => {
  writeRun({ pid: ended() });
  expect(() => readAddresses(file)).toThrow(
    `The local stack of ${file} is not running any more: npm start runs a new one.`,
  );
});

test("a run whose number another process has meanwhile is over when nothing answers", async () => {
  writeRun({ pid: process.pid, phones: "http://127.0.0.1:1" });
  await expect(findStack(file)).rejects.toThrow("is not running any more: npm start runs a new one.");
});

test("the addresses that a shell asks for come on one line, in the order asked for", async () => {
  writeRun({ pid: process.pid });
  const { stdout } = await where("phones.url", "firestoreHost");
  expect(stdout).toBe(`${url} 127.0.0.1:8080\n`);
});

test("a shell is told in one line that the stack has ended, and by the exit code", async () => {
  writeRun({ pid: ended() });
  await expect(where("phones.url")).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: `The local stack of ${file} is not running any more: npm start runs a new one.\n`,
  });
});

test("a shell that asks for an address which there isn't is told so", async () => {
  writeRun({ pid: process.pid });
  await expect(where("phones.uri")).rejects.toMatchObject({
    code: 1,
    stderr: "addresses.json has no address called phones.uri.\n",
  });
});

function where(...names: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const script = join(root, "test/stack/where.ts");
  return promisify(execFile)(process.execPath, [script, "--stack", file, ...names]);
}
