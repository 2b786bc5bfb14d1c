import type { Refusal } from "../domain/refusal.ts";
import { services } from "./services.ts";

/** Counts what a callable refused; each has a process of its own, which FUNCTION_TARGET names. */
export function countCall(refusal: Refusal, count = services.countRefusal()): void {
  count(process.env.FUNCTION_TARGET ?? "local", refusal);
}
