import { setTimeout as pause } from "node:timers/promises";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { parseDuration } from "./durations.ts";
import { once } from "./memory.ts";
import { params } from "./params.ts";

/** Hashing a caller's word takes a quarter of a second, and who waits for longer than this has given up. */
const bounds = { least: "PT0.3S", most: "PT10S" };
/** Longer than any refusal takes by itself, milliseconds: how long it took then doesn't tell why. */
const refusalTime = once(() => parseDuration(params.refusalTime, bounds));

/** Answers at once what was granted, and a refusal after the same time whatever it is for: REFUSAL_TIME unless told. */
export async function evenly<T>(answer: Promise<Decision<T>>, time?: number): Promise<Decision<T>> {
  const since = Date.now();
  const decision = await answer;
  if (isRefused(decision)) await pause(Math.max(0, since + (time ?? refusalTime()) - Date.now()));
  return decision;
}
