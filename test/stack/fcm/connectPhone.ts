import { get } from "node:http";
import { z } from "zod";
import { PushNotification } from "./pushMessage.ts";

const remoteMessage = z.object({
  messageId: z.string(),
  sentAt: z.iso.datetime(),
  data: z.record(z.string(), z.string()),
  notification: PushNotification.optional(),
  collapseKey: z.string().optional(),
  priority: z.enum(["high", "normal"]),
  ttlSeconds: z.number(),
});

/** A message as the messaging SDK hands it to the app. */
export type RemoteMessage = z.output<typeof remoteMessage>;

/** What the app hears of. */
interface PhoneListener {
  readonly onMessage: (message: RemoteMessage) => void;
  readonly onDeletedMessages?: () => void;
  /** The connection is gone: by disconnect, because the registration died, or because FCM ended. */
  readonly onClosed?: () => void;
}

/**
 * Brings a simulated phone online at FCM's control address; it stays online until `disconnect`. Throws when the
 * registration isn't live.
 */
export function connectPhone(
  control: string,
  value: string,
  listener: PhoneListener,
): Promise<{ disconnect(): void }> {
  return new Promise((resolve, reject) => {
    const url = `${control}/registrations/${encodeURIComponent(value)}/messages`;
    const request = get(url, { agent: false }, (response) => {
      if (response.statusCode !== 200) {
        response.resume();
        reject(new Error(`FCM answered ${response.statusCode} to the phone`));
        return;
      }
      let rest = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        const events = `${rest}${chunk}`.split("\n\n");
        rest = events.pop() ?? "";
        for (const event of events) hear(event, listener);
      });
      response.on("error", () => {}).on("close", () => listener.onClosed?.());
      resolve({ disconnect: () => request.destroy() });
    });
    request.on("error", reject);
  });
}

function hear(event: string, listener: PhoneListener): void {
  const lines = event.split("\n");
  if (lines.includes("event: deletedMessages")) {
    listener.onDeletedMessages?.();
    return;
  }
  const data = lines.find((line) => line.startsWith("data: "));
  if (data) listener.onMessage(remoteMessage.parse(JSON.parse(data.slice("data: ".length))));
}
