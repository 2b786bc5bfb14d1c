import type { Device } from "./device.ts";
import { dayOf } from "./handOverDay.ts";
import type { Message, MessageCode } from "./message.ts";
import { endOfToday, type QuietHours, quietFrom } from "./quietHours.ts";

const hour = 60 * 60_000;
/** News is no news after three days, and of what is open something newer has come by then. */
const longest = 72 * hour;

/**
 * Until when FCM may keep a message for a phone that is offline. `news`: it may be somebody else's doing, so it is worth a
 * night's sleep. `day`: it could wait for the morning, so it doesn't come in the night either. `today`: it counts days, which are others
 * tomorrow. `handOver`: there is no second one before the phone is handed over.
 */
const lives = {
  revoked: "news",
  held: "news",
  released: "news",
  escalated: "news",
  revokedByCa: "news",
  contactChanged: "news",
  foundInForce: "news",
  erased: "day",
  erasedNotRevoked: "day",
  foundErased: "day",
  closedUnverified: "day",
  wipeStuck: "day",
  checked: "day",
  notErased: "day",
  notRevokedNewPhone: "day",
  notRevokedUnseen: "day",
  notRevokedErased: "day",
  hibernationForecast: "day",
  holdUndecided: "day",
  handOverSoon: "today",
  handOverSafe: "handOver",
  handOverDoNow: "handOver",
  handOverPassed: "day",
  remoteErasureMayFail: "day",
  whatHappensNext: "day",
  contactCode: "day",
} as const satisfies Record<MessageCode, "news" | "day" | "today" | "handOver">;

/**
 * Until when a push message may still be shown by a phone that comes back, at most three days: what keeps the quiet hours when it is
 * sent keeps them there too, but for the last word before a hand-over, which counts until that day is over.
 */
export function pushEnds(message: Message, quiet: QuietHours, now: Date): Date {
  const night = quietFrom(now, quiet);
  const latest = new Date(now.getTime() + longest);
  switch (lives[message.code]) {
    case "news":
      return latest;
    case "day":
      return earliest(latest, night);
    case "today":
      return earliest(endOfToday(now, quiet.timeZone), night);
    case "handOver":
      return earliest(latest, endOfHandOver(message));
  }
}

/** The same on one phone: on one that will be handed over not after noon of its day, when somebody else may be reading. */
export function pushEndsOn(matter: Device["matter"], ends: Date): Date {
  return matter?.about === "handOver" ? earliest(ends, dayOf(matter)) : ends;
}

/** A day of hand-over is named by its noon. */
function endOfHandOver(message: Message): Date | undefined {
  return "handOverOn" in message.values
    ? new Date(message.values.handOverOn.getTime() + 12 * hour)
    : undefined;
}

function earliest(one: Date, other: Date | undefined): Date {
  return other && other < one ? other : one;
}
