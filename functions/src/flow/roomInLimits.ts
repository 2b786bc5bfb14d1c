import { causeOf } from "../domain/causeOf.ts";
import { limitedUntil, spend } from "../domain/limit.ts";
import type { LimitPorts } from "./chargeLimits.ts";
import type { ChargeLimit } from "./ports.ts";

/**
 * Says whether there is room in a limit without charging it, for what only costs room when it goes wrong. Several that ask at once
 * may all hear yes. When looking fails the call goes on, as `chargeLimits` has it.
 */
export function roomInLimits({ transact, limits, limitIdOf, clock, chance, log }: LimitPorts): ChargeLimit {
  return async ({ scope, subject }) => {
    const limit = limits[scope];
    const limitId = limitIdOf(scope, subject, String(Math.floor(chance() * limit.shards)));
    try {
      const spent = await transact((records) => records.limits.read(limitId));
      const { granted, retryAt } = spend(spent?.spentUntil, limit, { now: clock(), asked: 1 });
      return granted > 0 ? undefined : limitedUntil(retryAt);
    } catch (error) {
      log("limit_not_counted", { scope, cause: causeOf(error) });
      return undefined;
    }
  };
}
