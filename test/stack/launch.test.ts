import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { markedProcesses, markName } from "./processes.ts";
import { root } from "./root.ts";

let clone: string;

/** A clone with one dependency and a programme that tells what it was given; `npm` only says that it was called. */
beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "katazuke-clone-"));
  mkdirSync(join(clone, "test/stack"), { recursive: true });
  for (const file of ["test/stack/launch.mjs", "test/stack/setUpLock.mjs"])
    cpSync(join(root, file), join(clone, file));
  put("test/stack/main.ts", "console.log('words:', ...process.argv.slice(2)); process.exit(7)");
  put("package.json", JSON.stringify({ dependencies: { zod: "4.6.7" } }));
  const packages = { "": { dependencies: { zod: "4.6.7" } }, "node_modules/zod": { version: "4.6.7" } };
  put("package-lock.json", JSON.stringify({ packages }));
});

afterEach(() => rmSync(clone, { recursive: true }));

function put(path: string, content: string): void {
  mkdirSync(join(clone, path, ".."), { recursive: true });
  writeFileSync(join(clone, path), content);
}

function install(version: string): void {
  put("node_modules/.package-lock.json", JSON.stringify({ packages: { "node_modules/zod": { version } } }));
  mkdirSync(join(clone, "node_modules/node/bin"), { recursive: true });
  symlinkSync(process.execPath, join(clone, "node_modules/node/bin/node"));
}

/** Launches with an npm that prints its words, and on failure what npm ci prints, and ends with that exit code. */
function launch(npmExitCode: number, ...words: string[]) {
  put(
    "bin/npm",
    `#!/bin/sh\necho "npm $*" > "${clone}/npm-called"\necho 'npm error code ENOTFOUND'\nexit ${npmExitCode}\n`,
  );
  chmodSync(join(clone, "bin/npm"), 0o755);
  const env = { ...process.env, PATH: `${join(clone, "bin")}:${process.env.PATH}` };
  return spawnSync(process.execPath, ["test/stack/launch.mjs", ...words], {
    cwd: clone,
    env,
    encoding: "utf8",
  });
}

describe("the launcher", () => {
  test("hands over at once when everything is installed, words and exit code passed on", () => {
    install("4.6.7");
    const { stdout, status } = launch(1, "start", "--once", "--port-base", "5");
    expect({ stdout, status }).toEqual({ stdout: "words: --once --port-base 5\n", status: 7 });
  });

  test.each([
    ["no packages installed yet", () => {}],
    ["zod is not 4.6.7", () => install("4.6.6")],
    ["dependencies changed", () => put("package.json", JSON.stringify({ dependencies: { zod: "4.7.0" } }))],
  ])("installs because of: %s", (reason, prepare) => {
    if (reason === "dependencies changed") install("4.6.7");
    prepare();
    const { stdout, stderr, status } = launch(1, "start");
    expect(stdout).toContain(`Setting up (${reason}): npm ci brings`);
    expect(stderr).toBe(
      "npm error code ENOTFOUND\nSetting up failed: npm ci ended with exit code 1, see above.\n",
    );
    expect(status).toBe(1);
  });

  test("node_modules of another kind of machine are installed again", () => {
    install("4.6.7");
    rmSync(join(clone, "node_modules/node"), { recursive: true });
    expect(launch(1, "start").stdout).toContain("Setting up (Node 24 does not run from node_modules)");
  });

  test("ends at once when it is interrupted while installing, with npm and all that npm runs", async () => {
    put("bin/npm", "#!/bin/sh\ntrap '' INT TERM\nsleep 60 &\nwait\nsleep 60\n");
    chmodSync(join(clone, "bin/npm"), 0o755);
    const mark = randomUUID();
    const env = { ...process.env, PATH: `${join(clone, "bin")}:${process.env.PATH}`, [markName]: mark };
    const launcher = spawn(process.execPath, ["test/stack/launch.mjs", "start"], { cwd: clone, env });
    let said = "";
    for (const stream of [launcher.stdout, launcher.stderr])
      stream.on("data", (chunk) => {
        said += chunk;
      });
    await expect.poll(async () => (await markedProcesses(mark)).length).toBe(3);
    launcher.kill("SIGINT");
    expect(await once(launcher, "close")).toEqual([130, null]);
    expect(said).toContain("Setting up was interrupted; the next start takes it up again.");
    await expect.poll(() => markedProcesses(mark)).toEqual([]);
  });

  test("refuses to be called as anything but start or test", () => {
    const { stderr, status } = launch(0, "stop");
    expect(stderr).toBe(
      'launch.mjs needs start, test, chaos, bench, fuzz, simulate or admin as its first word, not "stop".\n',
    );
    expect(status).toBe(1);
  });
});

describe("two who set up one folder at once", () => {
  const lock = ".stack/setting-up";

  /** An npm that takes until `may-end` is there, then installs; it tells of each time that it was called. */
  function putSlowNpm(): void {
    const noted = JSON.stringify({ packages: { "node_modules/zod": { version: "4.6.7" } } });
    put(
      "bin/npm",
      `#!/bin/sh
echo called >> "${clone}/npm-calls"
while [ ! -e "${clone}/may-end" ]; do sleep 0.05; done
mkdir -p "${clone}/node_modules/node/bin"
ln -s "${process.execPath}" "${clone}/node_modules/node/bin/node"
echo '${noted}' > "${clone}/node_modules/.package-lock.json"
`,
    );
    chmodSync(join(clone, "bin/npm"), 0o755);
  }

  function begin(): { said: () => string; code: Promise<unknown> } {
    const env = { ...process.env, PATH: `${join(clone, "bin")}:${process.env.PATH}` };
    const launcher = spawn(process.execPath, ["test/stack/launch.mjs", "start"], { cwd: clone, env });
    let said = "";
    for (const stream of [launcher.stdout, launcher.stderr])
      stream.on("data", (chunk) => {
        said += chunk;
      });
    return { said: () => said, code: once(launcher, "close").then(([code]) => code) };
  }

  test("take turns: the second waits, says for whom, and finds everything there", async () => {
    putSlowNpm();
    const first = begin();
    await expect.poll(first.said).toContain("Setting up");
    const second = begin();
    await expect.poll(second.said).toMatch(/^ {2}process \d+ is setting this folder up; waiting for it/);
    put("may-end", "");
    expect(await Promise.all([first.code, second.code])).toEqual([7, 7]);
    expect(readFileSync(join(clone, "npm-calls"), "utf8")).toBe("called\n");
    expect(second.said()).not.toContain("Setting up");
    expect(existsSync(join(clone, lock))).toBe(false);
  });

  test.each([
    ["of a process that is gone", 2 ** 22 + 1, 0],
    ["that nobody touched for minutes, though a process has its id", process.pid, 300],
  ])("don't wait for a lock %s", async (_, pid, secondsAgo) => {
    putSlowNpm();
    put("may-end", "");
    put(lock, String(pid));
    const touchedAt = new Date(Date.now() - secondsAgo * 1000);
    utimesSync(join(clone, lock), touchedAt, touchedAt);
    const only = begin();
    expect(await only.code).toBe(7);
    expect(only.said()).toContain("Set up in");
    expect(existsSync(join(clone, lock))).toBe(false);
  });
});
