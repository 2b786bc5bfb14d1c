import { onDocumentWritten } from "firebase-functions/firestore";
import { isShownDeviceChange } from "../../domain/deviceView.ts";
import { happenedToDevice } from "../../domain/notice.ts";
import { driveReminder } from "../../flow/driveReminder.ts";
import { inTurn } from "../../flow/inTurn.ts";
import { deviceOf } from "../../store/firestoreStore.ts";
import { secrets } from "../params.ts";
import { tell } from "../reminders.ts";
import { services } from "../services.ts";
import { show } from "../show.ts";

/**
 * Makes the holder's live view anew when a device changed in a way that its holder sees, has a task come when its holder is
 * to be reminded, and tells what somebody else's app found. Retried by the platform.
 */
export const deviceChanged = onDocumentWritten(
  { document: "devices/{deviceId}", retry: true, secrets: [secrets.smsApiKey] },
  async ({ data, params }) => {
    const { scheduleReminder, clock } = services;
    const [before, device] = [deviceOf(data?.before.data()), deviceOf(data?.after.data())];
    if (!device) return;
    // Each contact puts off when a phone counts as unseen: a task for each would be for nothing.
    const isClocked = device.matter && device.matter.about !== "unseen";
    const moved = {
      before: before?.matter?.remindAt,
      after: isClocked ? device.matter?.remindAt : undefined,
    };
    const path = `devices/${params.deviceId}`;
    await inTurn(
      async () => (isShownDeviceChange(before, device) ? show(device.deviceId) : undefined),
      () => driveReminder(path, moved, { scheduleReminder: scheduleReminder(), clock }),
      () => tell(happenedToDevice(before, device)),
    );
  },
);
