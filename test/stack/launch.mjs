// Runs before anything is installed, so: plain JavaScript, no dependencies, any Node from 20 on.
// `npm start` and `npm test` come here; it installs what is missing and hands over to Node 24.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const programmes = { start: "test/stack/main.ts", test: "test/run.ts" };
const oldestNode = 20;
const heartbeatMs = 4000;

const root = fileURLToPath(new URL("../../", import.meta.url));
const ownNode = join(root, "node_modules", "node", "bin", "node");

const [which, ...rest] = process.argv.slice(2);
const programme = programmes[which];
if (!programme) fail(`launch.mjs needs "start" or "test" as its first word, not "${which ?? ""}".`);
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
  const missing = whatIsMissing();
  if (missing) {
    const code = await install(missing);
    if (code !== 0) return code;
  }
  return hand(ownNode, [programme, ...rest], { stdio: ["inherit", "inherit", "inherit", "ipc"] });
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
  let output = "";
  const keep = (chunk) => {
    output = (output + chunk).slice(-8000);
  };
  const args = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
  const code = await hand("npm", args, { stdio: ["ignore", "pipe", "pipe"], keep });
  clearInterval(heartbeat);
  if (code === 0) console.log(`Set up in ${seconds()} s.`);
  else
    console.error(
      `${withoutUsage(output)}\nSetting up failed: npm ci ended with exit code ${code}, see above.`,
    );
  return code;
}

/** npm follows some complaints with a page about its own options, which hides the complaint. */
function withoutUsage(output) {
  const lines = output.trim().split("\n");
  const usage = lines.findIndex((line) => line.startsWith("npm error Usage:"));
  return (usage < 0 ? lines : [...lines.slice(0, usage), lines.at(-1)]).slice(-40).join("\n");
}

/** Runs a child to its end, passes signals on to it, and answers with its exit code. */
function hand(command, args, { keep, ...options }) {
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  return new Promise((resolve) => {
    // npm itself must not run on the Node it is about to replace, nor the programme on the machine's own.
    const env = {
      ...process.env,
      PATH: keep ? machinePath() : `${join(root, "node_modules", ".bin")}${delimiter}${machinePath()}`,
    };
    const child = spawn(command, args, { cwd: root, env, ...options });
    const pass = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, pass);
    const watch = endWhenOrphaned(pass);
    if (keep) for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", keep);
    const done = (code) => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, pass);
      resolve(code);
    };
    child.once("error", (problem) => {
      console.error(`Could not run ${command}: ${problem.message}`);
      done(1);
    });
    child.once("close", (code, signal) => done(code ?? (signal === "SIGINT" ? 130 : 143)));
  });
}

/** Someone who kills npm kills the shell between npm and us, and we would never hear of it. */
function endWhenOrphaned(pass) {
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) pass("SIGTERM");
  }, 1000).unref();
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
