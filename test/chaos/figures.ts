import { hasComeBack, hasLostItsEvidence } from "./judgeWipe.ts";
import type { Played } from "./play.ts";
import type { SeenWipe, Snapshot } from "./snapshot.ts";

/** What misbehaved how often. */
interface Disordered {
  readonly killed: Played["killed"];
  readonly fcmFaults: number;
  readonly tasksFaulted: number;
}

/** A run in figures, one line each. */
export function figuresOf(snapshot: Snapshot, { killed, fcmFaults, tasksFaulted }: Disordered): string[] {
  const { phones, wipes, attempts, messages, audit, holders, devices } = snapshot;
  const back = phones.filter(hasComeBack);
  const confirmed = new Set(wipes.filter(({ state }) => state === "confirmed").map((wipe) => wipe.deviceId));
  const unproven = back.filter((phone) => !confirmed.has(phone.deviceId) && hasLostItsEvidence(phone));
  const fates = tally(messages.map(({ fate }) => fate));
  return [
    `phones: ${phones.length}, of which ${back.length} came back; of ${holders.length} holders`,
    `came back erased with a new app that can't prove it, so still open: ${unproven.length}`,
    `wipes: ${toWords(tally(wipes.map(({ state }) => state)))}`,
    `attempts: ${toWords(tally(attempts.map(({ outcome }) => outcome)))}`,
    `messages: ${messages.length} accepted by FCM, of which ${toWords(fates)}`,
    `calls that FCM got wrong as ordered: ${fcmFaults}; tasks: ${tasksFaulted}; functions processes killed: ${killed}`,
    `from revocation to confirmation, troubles included: ${toConfirmation(wipes)}`,
    `audit: ${audit.length} entries in ${holders.length + devices.length} chains`,
  ];
}

/** The value below which this share of all values lies (nearest rank); undefined for no values. */
export function quantile(values: readonly number[], share: number): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)];
}

function toConfirmation(wipes: readonly SeenWipe[]): string {
  const confirmed = wipes.filter(({ state }) => state === "confirmed");
  const seconds = confirmed.map(
    ({ openedAt, endedAt = openedAt }) => (new Date(endedAt).getTime() - new Date(openedAt).getTime()) / 1000,
  );
  const at = (share: number) => `${quantile(seconds, share)?.toFixed(1) ?? "-"} s`;
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)}`;
}

function tally(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function toWords(counts: ReadonlyMap<string, number>): string {
  const entries = [...counts].toSorted(([, a], [, b]) => b - a);
  return entries.map(([name, count]) => `${count} ${name}`).join(", ") || "none";
}
