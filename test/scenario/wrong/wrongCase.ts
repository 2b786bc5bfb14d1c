import type { Refusal } from "../../../functions/src/domain/refusal.ts";

/** One wrong input over HTTP, and how it must be turned down. */
export interface HttpCase {
  readonly what: string;
  readonly status: number;
  readonly code: Refusal;
  readonly path: string;
  readonly body?: string;
  readonly contentType?: string;
}

/** One wrong call of a callable; `status` is the `HttpsError`'s own code. */
export interface CallableCase {
  readonly what: string;
  readonly status: string;
  readonly code: Refusal;
  call(): Promise<unknown>;
}
