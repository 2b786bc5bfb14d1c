import type { Message, Messaging } from "firebase-admin/messaging";
import type { PushNotice } from "../flow/messagePorts.ts";
import { outcomeOf } from "./fcmAnswers.ts";

/** The app's channel for notices on Android: the holder can give it a sound of its own, or silence it. */
const channelId = "notices";
/**
 * One collapse key for all notices, because FCM keeps four for a target that is offline, and a key for each notice would
 * push out the wipe command. The phone that comes back shows the newest; what is open still comes again as a reminder.
 */
const collapseKey = "notice";

/**
 * Shows notices through FCM: a notification message and no data, so that it can't be taken for a command and tells an app
 * nothing that the words don't. Locked screens that hide what is private show that there is one.
 */
export function noticePusher(messaging: () => Messaging): PushNotice {
  return async ({ kind, value }, { messageId, title, body, timeToLive }) => {
    const content = contentOf({ messageId, timeToLive }, { title, body });
    const message: Message = kind === "fid" ? { ...content, fid: value } : { ...content, token: value };
    try {
      await messaging().send(message);
      return { outcome: "accepted" };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

/** The same message again replaces itself: on Android by its tag, on an iPhone by its collapse id of 64 bytes at most. */
function contentOf(
  { messageId, timeToLive }: { messageId: string; timeToLive: number },
  notification: { title: string; body: string },
) {
  return {
    notification,
    android: {
      collapseKey,
      ttl: timeToLive,
      notification: { channelId, tag: messageId, visibility: "private" },
    },
    apns: {
      headers: {
        "apns-push-type": "alert",
        "apns-priority": "10",
        "apns-collapse-id": messageId,
        "apns-expiration": String(Math.floor((Date.now() + timeToLive) / 1000)),
      },
      payload: { aps: { alert: notification, sound: "default" } },
    },
  } as const;
}
