import { onDocumentWritten } from "firebase-functions/firestore";
import { isShownDeviceChange } from "../../domain/deviceView.ts";
import { deviceOf } from "../../store/firestoreStore.ts";
import { show } from "../show.ts";

/** Makes the holder's live view anew when a device changed in a way that its holder sees. Retried by the platform. */
export const deviceChanged = onDocumentWritten(
  { document: "devices/{deviceId}", retry: true },
  async ({ data }) => {
    const [before, device] = [deviceOf(data?.before.data()), deviceOf(data?.after.data())];
    if (!device) return;
    if (isShownDeviceChange(before, device)) await show(device.deviceId);
  },
);
