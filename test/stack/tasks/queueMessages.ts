import { google } from "@google-cloud/tasks/build/protos";
import { fromDuration, toDuration } from "./protoTime.ts";
import { invalid, type RpcRefusal } from "./rpc.ts";
import type { QueueSettings, TaskQueue } from "./taskQueue.ts";

const { State } = google.cloud.tasks.v2.Queue;

/** What a queue gets that nobody configured: the real service's defaults. */
export const defaultSettings: QueueSettings = {
  retry: { maxAttempts: 100, maxRetryMs: 0, minBackoffMs: 100, maxBackoffMs: 3_600_000, maxDoublings: 16 },
  rate: { perSecond: 500, concurrent: 1000 },
};

/** Reads a queue's settings; what isn't set keeps its default, and 0 counts as not set, as on the wire. */
export function readSettings({
  retryConfig,
  rateLimits,
}: google.cloud.tasks.v2.IQueue): QueueSettings | RpcRefusal {
  const { retry, rate } = defaultSettings;
  const settings = {
    retry: {
      maxAttempts: retryConfig?.maxAttempts || retry.maxAttempts,
      maxRetryMs: fromDuration(retryConfig?.maxRetryDuration) ?? retry.maxRetryMs,
      minBackoffMs: fromDuration(retryConfig?.minBackoff) ?? retry.minBackoffMs,
      maxBackoffMs: fromDuration(retryConfig?.maxBackoff) ?? retry.maxBackoffMs,
      maxDoublings: retryConfig?.maxDoublings || retry.maxDoublings,
    },
    rate: {
      perSecond: rateLimits?.maxDispatchesPerSecond || rate.perSecond,
      concurrent: rateLimits?.maxConcurrentDispatches || rate.concurrent,
    },
  };
  return whyRefused(settings) ?? settings;
}

function whyRefused({ retry, rate }: QueueSettings): RpcRefusal | undefined {
  if (retry.maxAttempts < -1) return invalid("RetryConfig.maxAttempts must be -1 or more.");
  if (retry.minBackoffMs > retry.maxBackoffMs) return invalid("RetryConfig.minBackoff is above maxBackoff.");
  if (rate.perSecond < 0 || rate.perSecond > 500) return invalid("At most 500 dispatches per second.");
  if (rate.concurrent < 0 || rate.concurrent > 5000) return invalid("At most 5000 concurrent dispatches.");
  return undefined;
}

/** A queue as the API shows it. */
export function showQueue({ name, paused, burst, settings }: TaskQueue): google.cloud.tasks.v2.IQueue {
  const { retry, rate } = settings;
  return {
    name,
    state: paused ? State.PAUSED : State.RUNNING,
    rateLimits: {
      maxDispatchesPerSecond: rate.perSecond,
      maxBurstSize: burst,
      maxConcurrentDispatches: rate.concurrent,
    },
    retryConfig: {
      maxAttempts: retry.maxAttempts,
      maxRetryDuration: toDuration(retry.maxRetryMs),
      minBackoff: toDuration(retry.minBackoffMs),
      maxBackoff: toDuration(retry.maxBackoffMs),
      maxDoublings: retry.maxDoublings,
    },
  };
}
