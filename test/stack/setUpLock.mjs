// Runs before anything is installed, like launch.mjs: plain JavaScript, no dependencies, any Node from 20 on.
// Two who install packages in one folder at once leave neither a whole node_modules.
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const touchEveryMs = 1000;
const lookEveryMs = 300;
const tellEveryMs = 4000;
/**
 * Who holds the lock touches it all the time. One that nobody touched for so long is nobody's, even where a process has
 * that id: ids are given again after a restart, above all in containers.
 */
const longestSilenceMs = 30_000;
/** A machine that slept finds its own lock silent on waking, for the moment until its owner touches it. */
const looksUntilBelieved = 4;

/** Waits as long as another process holds the lock, and tells of it; ends this process when its parent is lost. */
export async function waitForOthers(file, say) {
  const parent = process.ppid;
  const since = Date.now();
  let [silentLooks, toldAt] = [0, 0];
  for (;;) {
    const holder = holderOf(file);
    silentLooks = holder?.isSilent ? silentLooks + 1 : 0;
    if (!holder?.isAlive || silentLooks >= looksUntilBelieved) return;
    if (Date.now() - toldAt >= tellEveryMs) {
      const seconds = Math.round((Date.now() - since) / 1000);
      say(`  process ${holder.pid} is setting this folder up; waiting for it … ${seconds} s`);
      toldAt = Date.now();
    }
    await pause(lookEveryMs);
    if (process.ppid !== parent) process.exit(1);
  }
}

/** Takes the lock, waiting for whoever has it, and gives the function that lets it go. */
export async function takeLock(file, say) {
  mkdirSync(dirname(file), { recursive: true });
  const own = `${file}.${process.pid}`;
  do {
    await waitForOthers(file, say);
    // Nobody's, if it is there. Whoever takes it away right after us is seen by the look that follows.
    rmSync(file, { force: true });
    writeFileSync(own, String(process.pid));
    linkUnlessThere(own, file);
    rmSync(own, { force: true });
    await pause(lookEveryMs / 2);
  } while (holderOf(file)?.pid !== process.pid);
  const touching = setInterval(() => touch(file), touchEveryMs);
  return () => {
    clearInterval(touching);
    if (holderOf(file)?.pid === process.pid) rmSync(file, { force: true });
  };
}

/** Who holds the lock; nothing where there is none, or one that is on its way out. */
function holderOf(file) {
  try {
    const pid = Number(readFileSync(file, "utf8"));
    const isSilent = Date.now() - statSync(file).mtimeMs > longestSilenceMs;
    return { pid, isSilent, isAlive: isAlive(pid) };
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (problem) {
    // Somebody else's process: it is there, and not ours to signal.
    return problem.code === "EPERM";
  }
}

/** A link comes with its content at once: nobody ever reads half a lock. */
function linkUnlessThere(own, file) {
  try {
    linkSync(own, file);
  } catch (problem) {
    if (problem.code !== "EEXIST") throw problem;
  }
}

function touch(file) {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch {
    // Taken away by hand: whoever did that knows why.
  }
}
