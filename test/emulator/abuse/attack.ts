import type { Refusal } from "../../../functions/src/domain/refusal.ts";
import type { Cast } from "./cast.ts";
import type { Request } from "./send.ts";

/** One attack: who tries what, what it is refused with, and the request, made when everybody is there. */
export interface Attack {
  /** A sentence. */
  readonly what: string;
  readonly status: number;
  readonly code: Refusal;
  request(cast: Cast): Promise<Request>;
}

/** An attack as one line of a table. */
export function attack(
  what: string,
  [status, code]: readonly [number, Refusal],
  request: (cast: Cast) => Promise<Request>,
): Attack {
  return { what, status, code, request };
}
