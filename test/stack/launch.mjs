// Runs before anything is installed, so: plain JavaScript, no dependencies, any Node from 20 on.
// `npm start`, `npm test` and the like come here; it installs what is missing and hands over to Node 24.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { takeLock, waitForOthers } from "./setUpLock.mjs";

const programmes = {
  start: "test/stack/main.ts",
  test: "test/run.ts",
  chaos: "test/chaos/main.ts",
  bench: "test/bench/main.ts",
  admin: "functions/src/admin/main.ts",
  fuzz: "test/fuzz/main.ts",
  simulate: "test/simulate/main.ts",
};
const oldestNode = 20;
const heartbeatMs = 4000;

const root = fileURLToPath(new URL("../../", import.meta.url));
const ownNode = join(root, "node_modules", "node", "bin", "node");

const [which, ...rest] = process.argv.slice(2);
const programme = programmes[which];
if (!programme)
  fail(
    `launch.mjs needs start, test, chaos, bench, fuzz, simulate or admin as its first word, not "${which ?? ""}".`,
  );
if (Number(process.versions.node.split(".")[0]) < oldestNode) {
  fail(
    `Katazuke needs Node ${oldestNode} or newer to set itself up; this is ${process.version}. Get one from https://nodejs.org.`,
  );
}
if (process.platform === "win32") {
  fail("The local stack runs on Linux and macOS; on Windows, run it inside WSL.");
}
process.exitCode = await setUpAndRun();

async function setUpAndRun() {
  const code = await setUp();
  return code === 0 ? run(programme, rest) : code;
}

/** One at a time in this folder; what somebody else is still bringing is whole only when they are done. */
async function setUp() {
  const lock = join(root, ".stack", "setting-up");
  await waitForOthers(lock, console.log);
  if (!whatIsMissing()) return 0;
  const release = await takeLock(lock, console.log);
  try {
    const missing = whatIsMissing();
    return missing ? await install(missing) : 0;
  } finally {
    release();
  }
}

/** Why `npm ci` has to run, or nothing: compares what npm noted in node_modules with the lock file. */
function whatIsMissing() {
  const lock = readJson("package-lock.json");
  const manifest = readJson("package.json");
  if (!lock || !manifest)
    fail("package.json or package-lock.json is missing or unreadable: is this a whole clone?");
  const noted = readJson(join("node_modules", ".package-lock.json"))?.packages;
  if (!noted) return "no packages installed yet";
  for (const kind of ["dependencies", "devDependencies"]) {
    if (JSON.stringify(manifest[kind]) !== JSON.stringify(lock.packages[""][kind])) return `${kind} changed`;
  }
  for (const [path, { version, optional }] of Object.entries(lock.packages)) {
    if (path !== "" && !optional && noted[path]?.version !== version)
      return `${path.slice(13)} is not ${version}`;
  }
  // A node_modules folder copied from another kind of machine looks complete and can't run.
  const answer = spawnSync(ownNode, ["--version"], { encoding: "utf8" });
  return answer.status === 0 ? undefined : "Node 24 does not run from node_modules";
}

async function install(reason) {
  console.log(`Setting up (${reason}): npm ci brings Node 24, firebase-tools and the rest, about a minute.`);
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const heartbeat = setInterval(() => console.log(`  installing packages … ${seconds()} s`), heartbeatMs);
  const { code, output, interrupted } = await runNpm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  clearInterval(heartbeat);
  if (interrupted) console.error("Setting up was interrupted; the next start takes it up again.");
  else if (code === 0) console.log(`Set up in ${seconds()} s.`);
  else
    console.error(
      `${withoutUsage(output)}\nSetting up failed: npm ci ended with exit code ${code}, see above.`,
    );
  return code;
}

/**
 * Runs the machine's npm on the machine's Node, not on the one it is about to replace. It leads a group of its own:
 * npm goes on for a long while after a signal, and what it runs goes on even longer.
 */
async function runNpm(args) {
  const env = { ...process.env, PATH: machinePath() };
  let output = "";
  let interrupted = false;
  const start = () => {
    const npm = spawn("npm", args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    for (const stream of [npm.stdout, npm.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        output += chunk;
      });
    }
    return npm;
  };
  const interrupt = (npm) => {
    if (interrupted) return;
    interrupted = true;
    process.kill(-npm.pid, "SIGKILL");
  };
  return { code: await endOf(start, "npm", interrupt), output, interrupted };
}

/** Runs the programme on Node 24 and passes signals on to it. */
function run(script, words) {
  const PATH = `${join(root, "node_modules", ".bin")}${delimiter}${machinePath()}`;
  const stdio = ["inherit", "inherit", "inherit", "ipc"];
  const start = () => spawn(ownNode, [script, ...words], { cwd: root, env: { ...process.env, PATH }, stdio });
  return endOf(start, ownNode, (child, signal) => child.kill(signal));
}

/**
 * Starts a child, waits for its end and answers with an exit code; meanwhile a signal, or the loss of our parent, is for it. Signals
 * are listened to before it is there: one that came in between would end us, and leave it behind.
 */
function endOf(start, name, passTo) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  const pass = (signal) => passTo(child, signal);
  for (const signal of signals) process.on(signal, pass);
  const child = start();
  const parent = process.ppid;
  // Someone who kills npm kills the shell between npm and us, and we would never hear of it.
  const watch = setInterval(() => process.ppid !== parent && pass("SIGTERM"), 1000);
  return new Promise((resolve) => {
    child.once("error", (problem) => {
      console.error(`Could not run ${name}: ${problem.message}`);
      resolve(1);
    });
    child.once("close", (code) => resolve(code ?? 130));
  }).finally(() => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, pass);
  });
}

/** npm follows some complaints with a page about its own options, which hides the complaint. */
function withoutUsage(output) {
  const lines = output.trim().split("\n");
  const usage = lines.findIndex((line) => line.startsWith("npm error Usage:"));
  return (usage < 0 ? lines : [...lines.slice(0, usage), lines.at(-1)]).slice(-40).join("\n");
}

/** The PATH without what npm puts in front of it for its scripts. */
function machinePath() {
  const added = `node_modules${sep}.bin`;
  return (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.endsWith(added))
    .join(delimiter);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), "utf8"));
  } catch {
    return undefined;
  }
}

function fail(line) {
  console.error(line);
  process.exit(1);
}
