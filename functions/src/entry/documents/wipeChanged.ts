import { onDocumentWritten } from "firebase-functions/firestore";
import { isShownWipeChange } from "../../domain/deviceView.ts";
import { isLegalWipeChange as isLegal } from "../../domain/legalChange.ts";
import { driveWipe } from "../../flow/driveWipe.ts";
import { putBackEdit } from "../../flow/putBackEdit.ts";
import { wipeOf as read, wipeAsReadOf } from "../../store/firestoreStore.ts";
import { attempt } from "../attempt.ts";
import { log } from "../log.ts";
import { secrets } from "../params.ts";
import { services } from "../services.ts";
import { show } from "../show.ts";

/**
 * Pays what a changed wipe owes: sends the attempt that is due, or schedules it; an edit that no table allows is put back.
 * The time-out is longer than one send with firebase-admin's own retries takes. Retried by the platform; what is lost all
 * the same is the sweep's.
 */
export const wipeChanged = onDocumentWritten(
  { document: "wipes/{wipeId}", retry: true, timeoutSeconds: 120, secrets: [secrets.commandSigningKey] },
  async ({ data, params }) => {
    const { store, scheduleAttempt, clock } = services;
    const [before, after] = [data?.before.data(), data?.after.data()];
    const change = { path: `wipes/${params.wipeId}`, before, after, read, isLegal };
    const wipe = wipeAsReadOf(data?.after);
    if (await putBackEdit(change, { transact: store().transact, clock, log })) return;
    if (!wipe) return;
    try {
      await driveWipe(wipe, { attempt, scheduleAttempt: scheduleAttempt(), clock });
    } finally {
      // Afterwards, so that the phone doesn't wait for it; and also where sending fails: what is revoked shows as revoked.
      if (isShownWipeChange(read(before), wipe.wipe)) await show(wipe.wipe.deviceId);
    }
  },
);
