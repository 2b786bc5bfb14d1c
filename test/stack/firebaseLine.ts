import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { parseJson } from "./parseJson.ts";

const LogEntry = z.looseObject({ severity: z.string(), message: z.string() });

/** What a line of firebase-tools tells a spectator: what a function logs, or what goes wrong; otherwise undefined. */
export function toNarration(raw: string): { readonly who: string; readonly what: string } | undefined {
  const line = stripVTControlCharacters(raw).trim();
  if (line.startsWith(">")) return fromFunction(line.slice(1).trim());
  const [, who, what] = /^[⬢✖]\s+([\w-]+)(?:\[.*?\])?: (.*)$/.exec(line) ?? [];
  return who && what ? { who, what } : undefined;
}

/** firebase-functions' logger writes JSON with a severity; anything else was printed as it is. */
function fromFunction(logged: string) {
  const entry = LogEntry.safeParse(parseJson(logged)).data;
  if (!entry) return { who: "functions", what: logged };
  const { severity, message, ...fields } = entry;
  if (severity === "DEBUG") return undefined;
  const told = Object.entries(fields)
    .filter(([, value]) => value !== message)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return { who: "functions", what: [severity, message, ...told].join(" ") };
}
