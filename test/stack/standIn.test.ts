import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";

const script = join(import.meta.dirname, "standInFixture.ts");

test("a stand-in says when it is ready, refuses a taken port by its number, and ends with its stdin", async () => {
  const first = start();
  const control = await first.ready();
  const { port } = new URL(control);

  const second = start("--port", port);
  expect(await second.exit()).toBe(1);
  expect(second.output()).toBe(`smallest: port ${port} is taken; free it or choose another one\n`);

  first.process.stdin?.end();
  expect(await first.exit()).toBe(0);
  expect(first.output()).toMatch(/^ready \{.*\}\n$/);
});

test("a stand-in narrates in lines of JSON after it is ready, and ends cleanly on SIGTERM", async () => {
  const standIn = start();
  await fetch(`${await standIn.ready()}/said`, { method: "POST" });
  await expect.poll(() => standIn.output().split("\n").length, { interval: 5 }).toBe(3);
  expect(JSON.parse(standIn.output().split("\n")[1] ?? "")).toEqual({
    at: expect.stringMatching(/^\d{4}-.*Z$/),
    who: "smallest",
    what: "said something",
  });
  standIn.process.kill("SIGTERM");
  expect(await standIn.exit()).toBe(0);
});

test("an unknown option and a bad value end it before it starts", async () => {
  const [unknown, bad] = [start("--prot", "1"), start("--port", "x")];
  expect(await Promise.all([unknown.exit(), bad.exit()])).toEqual([1, 1]);
  expect(unknown.output()).toMatch(/^smallest: Unknown option '--prot'/);
  expect(bad.output()).toMatch(/^smallest: .*at port\n$/);
});

function start(...options: string[]) {
  const child: ChildProcess = spawn(process.execPath, [script, ...options], { stdio: "pipe" });
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  const exited = once(child, "close");
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ready = async () => {
    await expect.poll(() => output, { interval: 5, timeout: 5000 }).toContain("\n");
    return z.object({ control: z.url() }).parse(JSON.parse(output.replace(/^ready /, ""))).control;
  };
  return {
    process: child,
    output: () => output,
    ready,
    exit: async () => z.number().parse((await exited)[0]),
  };
}
