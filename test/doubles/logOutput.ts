import { vi } from "vitest";
import { z } from "zod";

const levels = ["debug", "info", "log", "warn", "error"] as const;
const Console = z.custom<Pick<Console, (typeof levels)[number]>>((one) => typeof one === "object");

/**
 * Keeps everything that is logged from now on, line by line, instead of printing it. The platform's logger writes to the
 * console as it was when it was loaded, which it keeps in a module of its own.
 */
export async function keepLogs(): Promise<string[]> {
  const kept: string[] = [];
  const keep = (...parts: unknown[]) => {
    for (const part of parts) kept.push(typeof part === "string" ? part : String(JSON.stringify(part)));
  };
  const common = new URL("./common.mjs", import.meta.resolve("firebase-functions/logger"));
  const { UNPATCHED_CONSOLE } = z.object({ UNPATCHED_CONSOLE: Console }).parse(await import(common.href));
  for (const one of [console, UNPATCHED_CONSOLE])
    for (const level of levels) vi.spyOn(one, level).mockImplementation(keep);
  return kept;
}
