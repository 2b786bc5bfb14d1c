import type { Request } from "express";
import { failedProofs } from "../domain/limit.ts";
import { type Decision, isRefused, type Refusal } from "../domain/refusal.ts";
import type { ChargeLimit } from "../flow/ports.ts";
import { clientAddress } from "./clientAddress.ts";
import { services } from "./services.ts";

/**
 * Counts a proof that didn't hold against the address it came from. Past the limit the answer is `rate_limited` instead
 * of why. What holds is never counted nor refused here: whoever shares an address with an attacker, in a shop or behind a
 * carrier's NAT, still revokes. `also` names what means a failed proof in this call alone;
 * `limit` is a test's, for want of one the deployment's is made now and not for calls that need none.
 */
export async function countFailure<T>(
  decision: Decision<T>,
  request: Request,
  { limit, also = [] }: { limit: ChargeLimit | undefined; also?: readonly Refusal[] },
): Promise<Decision<T>> {
  if (!isRefused(decision)) return decision;
  const { refused } = decision;
  if (!failedProofs.has(refused) && !also.includes(refused)) return decision;
  const charge = limit ?? services.limit();
  return (await charge({ scope: "failuresPerAddress", subject: addressOf(request) })) ?? decision;
}

/** The address that a request is counted under. */
export function addressOf(request: Request): string {
  const forwardedFor = request.get("x-forwarded-for");
  return clientAddress({ forwardedFor, peer: request.socket.remoteAddress }, services.ownProxies());
}
