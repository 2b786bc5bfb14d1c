import { onDocumentWritten } from "firebase-functions/firestore";
import { driveWipe } from "../../flow/driveWipe.ts";
import { wipeOf } from "../../store/firestoreStore.ts";
import { attempt } from "../attempt.ts";
import { secrets } from "../params.ts";
import { services } from "../services.ts";

/**
 * Pays what a changed wipe owes: sends the attempt that is due, or schedules it. The time-out is longer than one send with
 * firebase-admin's own retries takes. Retried by the platform; what is lost all the same is the sweep's.
 */
export const wipeChanged = onDocumentWritten(
  { document: "wipes/{wipeId}", retry: true, timeoutSeconds: 120, secrets: [secrets.commandSigningKey] },
  async ({ data }) => {
    const wipe = wipeOf(data?.after.data());
    const { scheduleAttempt, clock } = services;
    if (wipe) await driveWipe(wipe, { attempt, scheduleAttempt: scheduleAttempt(), clock });
  },
);
