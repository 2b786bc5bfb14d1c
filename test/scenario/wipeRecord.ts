import { z } from "zod";
import type { FirestoreConsole } from "./firestoreConsole.ts";
import { awaitUntil, insistAlike } from "./insist.ts";

const Seen = z.object({
  state: z.string(),
  evidence: z.string(),
  attempts: z.int(),
  attemptIsOpen: z.boolean(),
  scope: z.string(),
  summary: z.string(),
  holderId: z.string(),
  nextStep: z.string().optional(),
  nextStepAt: z.coerce.date().optional(),
});

/** A wipe as an admin sees it in the console. */
export type WipeSeen = z.output<typeof Seen>;

const Attempt = z.object({ number: z.int(), outcome: z.string(), attemptedAt: z.coerce.date() });

/** Looks at a wipe until it is as awaited; half a minute at most unless told. */
export function awaitWipe(
  console: FirestoreConsole,
  wipeId: string,
  { until, isThere, seconds = 30 }: { until: string; isThere: (wipe: WipeSeen) => boolean; seconds?: number },
): Promise<WipeSeen> {
  const look = () => console.fields(`wipes/${wipeId}`, Seen);
  return awaitUntil(until, { look, isThere, seconds });
}

/** The attempts of a wipe, by their number, the last one from the wipe itself; insists that every number was used once. */
export async function attemptsOf(console: FirestoreConsole, wipeId: string) {
  const { lastAttempt } = await console.fields(
    `wipes/${wipeId}`,
    z.object({ lastAttempt: Attempt.optional() }),
  );
  const filed = (await console.list(`wipes/${wipeId}/attempts`)).map(({ fields }) => Attempt.parse(fields));
  const attempts = [...filed, ...(lastAttempt ? [lastAttempt] : [])].sort((a, b) => a.number - b.number);
  insistAlike(
    "the numbers of the attempts",
    attempts.map(({ number }) => number),
    attempts.map((_, i) => i + 1),
  );
  return attempts;
}
