import { setTimeout as pause } from "node:timers/promises";
import { type Decision, isRefused } from "../domain/refusal.ts";

/** Longer than any refusal takes by itself, milliseconds: how long it took then doesn't tell why. */
const refusalTime = 1000;

/** Answers at once what was granted, and a refusal after the same time whatever it is for. */
export async function evenly<T>(answer: Promise<Decision<T>>, time = refusalTime): Promise<Decision<T>> {
  const earliest = Date.now() + time;
  const decision = await answer;
  if (isRefused(decision)) await pause(Math.max(0, earliest - Date.now()));
  return decision;
}
