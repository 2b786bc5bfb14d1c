import type { FcmFault } from "../stack/fcm/fcmFault.ts";
import type { TasksFault } from "../stack/tasks/tasksFault.ts";
import type { Random } from "./random.ts";

/** Something that goes wrong around the service, `at` seconds into the run. */
export type Disorder =
  | { readonly at: number; readonly where: "fcm"; readonly fault: FcmFault }
  | { readonly at: number; readonly where: "tasks"; readonly fault: TasksFault }
  | { readonly at: number; readonly where: "functions"; readonly count: number };

/** firebase-admin repeats a 503 four times by itself: five of them are one that the service sees. */
const seenOnce = 5;

/** What FCM does wrong that isn't our fault. */
function fcmFaults(random: Random): readonly FcmFault[] {
  const count = random.whole(1, 4);
  return [
    { kind: "duplicate", count },
    { kind: "drop", count },
    { kind: "delay", count, ms: random.whole(200, 8000) },
    { kind: "hang", count: 1 },
    { kind: "unregistered", count: 1 },
    { kind: "invalidTarget", count: 1 },
    { kind: "invalidTargetBare", count: 1 },
    { kind: "unavailable", count: seenOnce },
    { kind: "unavailable", count: 1, retryAfterSeconds: random.whole(61, 70) },
    { kind: "internal", count },
    { kind: "rateExceeded", count, retryAfterSeconds: random.whole(1, 15) },
  ];
}

const oursKinds = [
  "notFoundProject",
  "invalidPayload",
  "senderIdMismatch",
  "permissionDenied",
  "thirdPartyAuth",
] as const;

function tasksFaults(random: Random): readonly TasksFault[] {
  const count = random.whole(1, 4);
  return [
    { kind: "duplicate", count },
    { kind: "drop", count },
    { kind: "fail", count },
    { kind: "delay", count, ms: random.whole(200, 6000) },
  ];
}

interface Span {
  readonly seconds: number;
  readonly phones: number;
  readonly severe: boolean;
}

/**
 * Draws what goes wrong around the service. Every kind of FCM's and Cloud Tasks' faults comes at least once, and more often
 * the more phones there are. Faults of ours stay few unless the run is severe: three phones in a row stop all sending.
 */
export function planDisorders(span: Span, random: Random): Disorder[] {
  const rounds = Math.max(1, Math.round(span.phones / 25));
  const at = (share = 0.9) => random.next() * share * span.seconds;
  const drawn: Disorder[] = [];
  for (let round = 0; round < rounds; round++) {
    for (const fault of fcmFaults(random)) drawn.push({ at: at(), where: "fcm", fault });
    for (const fault of tasksFaults(random)) drawn.push({ at: at(), where: "tasks", fault });
  }
  return [...drawn, ...oursFaults(span, random), ...kills(span, random)].toSorted((a, b) => a.at - b.at);
}

/** Sending that has been stopped is ramped up over ten minutes: only a run that goes on as long has it stopped on purpose. */
const longEnoughToStopSending = 600;

/** Early, so that sending has resumed by the end. */
function oursFaults({ seconds, severe }: Span, random: Random): Disorder[] {
  const at = () => random.next() * 0.3 * seconds;
  const fault = () => ({ kind: random.pick(oursKinds), count: 1 });
  if (!severe) return [{ at: at(), where: "fcm", fault: fault() }];
  const trip = { kind: random.pick(oursKinds), count: 8 };
  const each = oursKinds.map((kind): Disorder => ({ at: at(), where: "fcm", fault: { kind, count: 1 } }));
  return seconds < longEnoughToStopSending ? each : [...each, { at: at(), where: "fcm", fault: trip }];
}

/**
 * How many workers are killed at a time, and seconds between: each leaves locks behind that the Firestore emulator holds for
 * up to a minute, and each new one costs a processor for a second. When all are killed at once under load, the calls that
 * wait start so many that none is ready in time.
 */
const killedAtOnce = 2;
const betweenKills = 15;

function kills({ seconds, severe }: Span, random: Random): Disorder[] {
  if (!severe) return [];
  return Array.from({ length: Math.floor(seconds / betweenKills) }, (_, index) => {
    const at = (index + 0.3 + random.next() * 0.4) * betweenKills;
    return { at, where: "functions", count: random.whole(1, killedAtOnce) };
  });
}
