import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "./parseJson.ts";

const RunNote = z.object({ pid: z.int(), sockets: z.string() });

/** What a run notes of itself in its folder, undefined where there is none: its process, and where its sockets are. */
export function readRunNote(folder: string): z.infer<typeof RunNote> | undefined {
  return RunNote.safeParse(parseJson(readNote(folder))).data;
}

/** Whether the process that started the run is still there; one that was killed leaves its note behind. */
export function isAlive({ pid }: { readonly pid: number }): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function readNote(folder: string): string {
  try {
    return readFileSync(join(folder, "run.json"), "utf8");
  } catch {
    return "";
  }
}
