import { onDocumentWritten } from "firebase-functions/firestore";
import { isShownDeviceChange } from "../../domain/deviceView.ts";
import { driveReminder } from "../../flow/driveReminder.ts";
import { deviceOf } from "../../store/firestoreStore.ts";
import { services } from "../services.ts";
import { show } from "../show.ts";

/**
 * Makes the holder's live view anew when a device changed in a way that its holder sees, and has a task come when its holder is
 * to be reminded. Retried by the platform.
 */
export const deviceChanged = onDocumentWritten(
  { document: "devices/{deviceId}", retry: true },
  async ({ data, params }) => {
    const { scheduleReminder, clock } = services;
    const [before, device] = [deviceOf(data?.before.data()), deviceOf(data?.after.data())];
    if (!device) return;
    if (isShownDeviceChange(before, device)) await show(device.deviceId);
    // Each contact puts off when a phone counts as unseen: a task for each would be for nothing.
    if (!device.matter || device.matter.about === "unseen") return;
    const moved = { before: before?.matter?.remindAt, after: device.matter.remindAt };
    await driveReminder(`devices/${params.deviceId}`, moved, { scheduleReminder: scheduleReminder(), clock });
  },
);
