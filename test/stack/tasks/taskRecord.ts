/** The HTTP request a task makes. */
export interface HttpTarget {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly oidc: { readonly email: string; readonly audience: string } | undefined;
}

/** One dispatch; times in milliseconds since the epoch. `httpStatus` is absent when no answer came. */
export interface AttemptRecord {
  readonly scheduledAt: number;
  readonly dispatchedAt: number;
  readonly respondedAt?: number;
  readonly httpStatus?: number;
}

/** A task until it ends; times in milliseconds since the epoch. */
export interface TaskRecord {
  readonly name: string;
  readonly target: HttpTarget;
  readonly createdAt: number;
  readonly deadlineMs: number;
  /** When it is dispatched next; moves with every retry. */
  dueAt: number;
  running: boolean;
  dispatchCount: number;
  responseCount: number;
  firstAttempt?: AttemptRecord;
  lastAttempt?: AttemptRecord;
}

/** The last segment of a resource name, which is what the X-CloudTasks headers carry. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
