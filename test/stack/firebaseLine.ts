import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { parseJson } from "./parseJson.ts";

const LogEntry = z.looseObject({ severity: z.string(), message: z.string() });

/** What a spectator is told, and whether it is something that goes wrong. */
export interface Told {
  readonly who: string;
  readonly what: string;
  readonly isTrouble: boolean;
}

/** What a line of firebase-tools tells a spectator: what a function logs, or what goes wrong; otherwise undefined. */
export function toNarration(raw: string): Told | undefined {
  const line = stripVTControlCharacters(raw).trim();
  if (line.startsWith(">")) return fromFunction(line.slice(1).trim());
  const [, who, what] = /^[⬢✖]\s+([\w-]+)(?:\[.*?\])?: (.*)$/.exec(line) ?? [];
  return who && what ? { who, what, isTrouble: true } : undefined;
}

/** firebase-functions' logger writes JSON with a severity; anything else was printed as it is. A stack stays in the log. */
function fromFunction(logged: string): Told | undefined {
  const entry = LogEntry.safeParse(parseJson(logged)).data;
  if (!entry) return { who: "functions", what: logged, isTrouble: false };
  const { severity, ...fields } = entry;
  const [message = ""] = entry.message.split("\n", 1);
  if (severity === "DEBUG") return undefined;
  const told = Object.entries(fields)
    .filter(([name, value]) => name !== "message" && value !== message)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  const isTrouble = severity !== "INFO";
  return {
    who: "functions",
    what: [...(isTrouble ? [severity] : []), message, ...told].join(" "),
    isTrouble,
  };
}
