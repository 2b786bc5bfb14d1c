import type { AttemptResult } from "../domain/attempt.ts";
import type { AskTsm, Clock, SignTsmRequest } from "../flow/ports.ts";

/** How long the SEI-TSM may take to say that it has taken a request; milliseconds. */
const patience = 20_000;

/**
 * Asks the SEI-TSM over HTTPS: `POST {"request": JWS}` to its address, any 2xx is taken, what became of it comes back as a
 * report. 429 and 503 say that it wasn't, and may in Retry-After when to ask again; any other 4xx is a fault of ours. After anything
 * else, as after no answer in time, nobody knows.
 */
export function tsmClient(endpoint: string, sign: SignTsmRequest, clock: Clock): AskTsm {
  return async (wipe) => {
    const body = JSON.stringify({ request: await sign(wipe, clock()) });
    const headers = { "content-type": "application/json" };
    const signal = AbortSignal.timeout(patience);
    const response = await fetch(endpoint, {
      method: "POST",
      headers,
      body,
      signal,
      redirect: "error",
    }).catch(() => null);
    await response?.body?.cancel();
    return response ? resultOf(response) : { outcome: "unavailable" };
  };
}

function resultOf({ ok, status, headers }: Response): AttemptResult {
  if (ok) return { outcome: "accepted" };
  const seconds = Number(headers.get("retry-after"));
  const wish = Number.isFinite(seconds) && seconds > 0 ? { retryAfter: seconds * 1000 } : {};
  if (status === 429 || status === 503) return { outcome: "throttled", ...wish };
  return status < 500 ? { outcome: "faultIsOurs" } : { outcome: "unavailable", ...wish };
}
