import { readdirSync, rmSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { isAlive, readRunNote } from "./runNote.ts";
import { type Stage, stagesFolder } from "./stage.ts";

/**
 * Makes `.stack/current` lead to this run, for scripts that only want the addresses of the newest one. It goes on leading
 * to an earlier one that is still up: a test run beside it must not take it away.
 */
export function noteNewest(stage: Stage): void {
  const current = join(stagesFolder, "current");
  const earlier = readRunNote(current);
  if (earlier && isAlive(earlier)) return;
  rmSync(current, { force: true });
  symlinkSync(basename(stage.folder), current);
}

/** Removes the folders of all but the newest runs, sparing those whose launcher is still alive. */
export function removeOldRuns(keep: number): void {
  const runs = readdirSync(stagesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(stagesFolder, entry.name))
    .sort()
    .reverse();
  for (const folder of runs.slice(keep)) removeRun(folder);
}

function removeRun(folder: string): void {
  const note = readRunNote(folder);
  if (note && isAlive(note)) return;
  if (note) rmSync(note.sockets, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
