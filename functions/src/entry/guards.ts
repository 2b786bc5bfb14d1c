import { setTimeout } from "node:timers/promises";
import { causeOf } from "../domain/causeOf.ts";
import { hexDigest, keyedHash } from "../domain/hash.ts";
import { auditRefusals } from "../flow/auditRefusal.ts";
import { chargeLimits, type LimitPorts } from "../flow/chargeLimits.ts";
import { type CountRefusal, countRefusals } from "../flow/countRefusals.ts";
import type { Records, Transact } from "../flow/ports.ts";
import type { AuditRefusal } from "../flow/refusalPorts.ts";
import { roomInLimits } from "../flow/roomInLimits.ts";
import { firebase } from "./firebase.ts";
import { parseLimits } from "./limits.ts";
import { log } from "./log.ts";
import { once } from "./memory.ts";
import { params, secrets } from "./params.ts";
import { within } from "./patience.ts";
import { parseHashKey } from "./settings.ts";

/** How long an instance counts refusals before it writes how many, milliseconds. */
const refusalPause = 60_000;
/** How long a call waits to be counted, milliseconds: longer than any count that goes well. */
const countPatience = 3_000;
const clock = () => new Date();

/** What every call meets before its flow or after it: limits, the counting and auditing of refusals, App Check's replay. */
export const guards = {
  limit: once(() => chargeLimits(limitPorts())),
  roomIn: once(() => roomInLimits(limitPorts())),
  auditRefusal: once(refusalAudit),
  countRefusal: once(refusalCounter),
  consumeAppCheck,
} as const;

function limitPorts(): LimitPorts {
  const limits = parseLimits(params.limits);
  const hashKey = parseHashKey(secrets.limitHashKey);
  const transact: Transact<keyof Records> = (body) => within(countPatience, firebase.store().transact(body));
  const limitIdOf = (...parts: readonly string[]) => keyedHash(hashKey, hexDigest(...parts));
  return { transact, limits, limitIdOf, clock, chance: Math.random, log };
}

/** Nothing is counted but in a deployed function, or the emulator's: there is nowhere to write it to. */
function refusalCounter(): CountRefusal {
  const deployed = process.env.FUNCTION_TARGET;
  if (deployed === undefined) return () => undefined;
  const transact: Transact<keyof Records> = (body) => within(countPatience, firebase.store().transact(body));
  const pause = () => setTimeout(refusalPause, undefined, { ref: false });
  return countRefusals({ transact, deployed, pause, clock, log });
}

/** The answer waits for the entry, but not for ever: it doesn't depend on it. */
function refusalAudit(): AuditRefusal {
  const transact: Transact<keyof Records> = (body) => within(countPatience, firebase.store().transact(body));
  return auditRefusals({ transact, limit: guards.limit(), clock, log });
}

/**
 * Marks an App Check token as used, and says whether it was before. It asks App Check's backend, and when that gives no
 * answer the call goes on: the token has been verified here already. The emulator has no such backend and asks nobody.
 */
async function consumeAppCheck(token: string): Promise<boolean> {
  if (process.env.FUNCTIONS_EMULATOR === "true") return false;
  try {
    const asked = firebase.appCheck().verifyToken(token, { consume: true });
    return (await within(countPatience, asked)).alreadyConsumed === true;
  } catch (error) {
    log("app_check_replay_unknown", { cause: causeOf(error) });
    return false;
  }
}
