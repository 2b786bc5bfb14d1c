import type { Message, Messaging } from "firebase-admin/messaging";
import type { z } from "zod";
import type { WipeMessage } from "../contract/wipeCommand.ts";
import type { PushTarget } from "../domain/pushTarget.ts";
import type { SendCommand } from "../flow/ports.ts";
import { outcomeOf } from "./fcmAnswers.ts";

/** One collapse key for the whole app: of several commands waiting for an offline phone only the newest matters. */
const collapseKey = "wipe";
/** FCM keeps a message for 28 days at most; milliseconds. */
const longestTimeToLive = 28 * 24 * 60 * 60 * 1000;

/**
 * Sends wipe commands through FCM (step ① on page 4 of the paper): data only, high priority, to the old phone's own
 * target, and nothing in it says why.
 */
export function fcmSender(messaging: () => Messaging): SendCommand {
  return async (target, { command, timeToLive }) => {
    try {
      await messaging().send(messageFor(target, command, timeToLive));
      return { outcome: "accepted" };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

function messageFor(target: PushTarget, command: string, timeToLive: number): Message {
  const data: z.infer<typeof WipeMessage> = { command };
  const ttl = Math.min(timeToLive, longestTimeToLive);
  const content = {
    data,
    android: { priority: "high", collapseKey, ttl },
    apns: {
      headers: {
        "apns-push-type": "background",
        "apns-priority": "5",
        "apns-collapse-id": collapseKey,
        "apns-expiration": String(Math.floor((Date.now() + ttl) / 1000)),
      },
      payload: { aps: { contentAvailable: true } },
    },
  } as const;
  return target.kind === "fid" ? { ...content, fid: target.value } : { ...content, token: target.value };
}
