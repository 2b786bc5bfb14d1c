import type { google } from "@google-cloud/tasks/build/protos";

type Timestamp = google.protobuf.ITimestamp;
type Duration = google.protobuf.IDuration;

/** Milliseconds since the epoch of a protobuf Timestamp; undefined when it isn't set. */
export function fromTimestamp(timestamp: Timestamp | null | undefined): number | undefined {
  return timestamp ? toMs(timestamp) : undefined;
}

/** A protobuf Timestamp of milliseconds since the epoch; null, the wire's "not set", for undefined. */
export function toTimestamp(ms: number | undefined): Timestamp | null {
  return ms === undefined ? null : fromMs(ms);
}

/** Milliseconds of a protobuf Duration; undefined when it isn't set. */
export function fromDuration(duration: Duration | null | undefined): number | undefined {
  return duration ? toMs(duration) : undefined;
}

/** A protobuf Duration of milliseconds. */
export function toDuration(ms: number): Duration {
  return fromMs(ms);
}

/** Seconds arrive as a 64-bit object of protobufjs, whose only common ground with a number is its text. */
function toMs({ seconds, nanos }: Timestamp | Duration): number {
  return Number(String(seconds ?? 0)) * 1000 + (nanos ?? 0) / 1e6;
}

function fromMs(ms: number) {
  const seconds = Math.floor(ms / 1000);
  return { seconds, nanos: Math.round((ms - seconds * 1000) * 1e6) };
}
