import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { parseJson } from "./parseJson.ts";

const LogEntry = z.object({ severity: z.string(), message: z.string() });

/** What a line of firebase-tools tells a spectator: what a function logs, or what goes wrong; otherwise undefined. */
export function toNarration(raw: string): { readonly who: string; readonly what: string } | undefined {
  const line = stripVTControlCharacters(raw).trim();
  if (line.startsWith(">")) return { who: "functions", what: toText(line.slice(1).trim()) };
  const [, who, what] = /^[⬢✖]\s+([\w-]+)(?:\[.*?\])?: (.*)$/.exec(line) ?? [];
  return who && what ? { who, what } : undefined;
}

/** firebase-functions' logger writes JSON with a severity; anything else was printed as it is. */
function toText(logged: string): string {
  const entry = LogEntry.safeParse(parseJson(logged)).data;
  return entry ? `${entry.severity} ${entry.message}` : logged;
}
