import type { Request } from "express";
import { failedProofs } from "../domain/limit.ts";
import { type Decision, isRefused, type Refusal } from "../domain/refusal.ts";
import type { ChargeLimit } from "../flow/ports.ts";
import { clientAddress } from "./clientAddress.ts";
import { services } from "./services.ts";

/**
 * Counts a proof that didn't hold against the address it came from. Past the limit the answer is `rate_limited` instead
 * of why. What holds is never counted nor refused here: whoever shares an address with an attacker, in a shop or behind a
 * carrier's NAT, still revokes. `also` names what means a failed proof in this call alone.
 */
export async function countFailure<T>(
  decision: Decision<T>,
  request: Request,
  { limit, also = [] }: { limit: ChargeLimit; also?: readonly Refusal[] },
): Promise<Decision<T>> {
  if (!isRefused(decision)) return decision;
  const { refused } = decision;
  if (!failedProofs.has(refused) && !also.includes(refused)) return decision;
  const forwardedFor = request.get("x-forwarded-for");
  const subject = clientAddress({ forwardedFor, peer: request.socket.remoteAddress }, services.ownProxies());
  return (await limit({ scope: "failuresPerAddress", subject })) ?? decision;
}
