import type { ReminderCode } from "../../domain/message.ts";
import type { MessagePattern } from "../pattern.ts";

/** What is still open, in English. */
export const reminders = {
  notErased: {
    title: "The erasure is not done yet",
    body: "The certificates on your phone “{model}” are not known to be erased{daysOpen, plural, =0 {} one { after # day} other { after # days}}. They can’t be used any more, but they may still be on it. {otherwise}",
    todo: "{what} {how}",
    short: "The certificates on your phone{named} are not known to be erased yet. {what}",
  },
  notRevokedNewPhone: {
    title: "Old phone: certificates not revoked",
    body: "You use certificates on another phone now, but those on your old phone “{model}” are not revoked yet. If it comes into other hands, they could be misused. The law makes it your duty to have certificates revoked that you no longer use.",
    todo: "If you don’t need the certificates on the old phone any more, have your My Number card ready and revoke them in the app. If you go on using them, you don’t have to do anything.",
    short:
      "The certificates on your old phone{named} are not revoked. If you do not need them any more, have them revoked.",
  },
  notRevokedUnseen: {
    title: "Do you still use this phone?",
    body: "Your phone “{model}” hasn’t been in contact since {lastSeenOn}. The certificates on it are not revoked.",
    todo: "If you use it, open the app on it once. If you don’t use it any more, have its certificates revoked. You can do that on another phone or a PC.",
    short:
      "Your phone{named} has not been in contact for a while. If you do not use it any more, have its certificates revoked.",
  },
  notRevokedErased: {
    title: "Reset phone: certificates not revoked",
    body: "Your phone “{model}” was reset, and the certificates on it are erased. But they are not revoked yet. The law makes it your duty to have certificates revoked that you no longer use.",
    todo: "Have your My Number card ready and revoke them in the app on another phone, or on a PC. If you use the phone again, apply for new certificates on it.",
    short:
      "The certificates of the phone{named} that you reset are not revoked yet. Revoke them with your card.",
  },
  hibernationForecast: {
    title: "The app will soon be put to sleep",
    body: "On your phone “{model}” the app hasn’t been used for long. The phone will probably put it to sleep between {earliestOn} and {latestOn}. Then it can’t be told to erase any more.",
    todo: "Open the app on that phone once. If you don’t use the phone any more, have its certificates revoked.",
    short: "The app on your phone{named} will soon be put to sleep. Open it once.",
  },
  holdUndecided: {
    title: "Your certificates are still on hold",
    body: "{daysOnHold, plural, =0 {Your certificates are on hold.} one {Your certificates have been on hold for # day.} other {Your certificates have been on hold for # days.}} {escalateAt, select, none {} other {Unless you decide by {escalateAt}, they will be revoked, as you chose in advance.}}",
    todo: "To use them again, ask for their release. If you don’t need them any more, have your My Number card ready and revoke them.",
    short:
      "Your certificates are still on hold. Ask for their release to use them again, or have them revoked.",
  },
  handOverSoon: {
    title: "The day to part with it is near",
    body: "You want to part with your old phone “{model}” on {handOverOn}. {daysLeft, plural, =0 {That is today.} =1 {That is tomorrow.} other {# days are left.}} {isRevoked, select, true {{isErased, select, true {Its certificates are revoked and erased.} other {Its certificates are revoked, but not known to be erased yet. {otherwise}}}} other {Its certificates are not revoked yet.}}",
    todo: "{isRevoked, select, true {{what} {how}} other {Revoke the certificates in the app on the old phone. They are erased in the same step.}}",
    short:
      "You soon part with your old phone{named}. {isRevoked, select, true {{what}} other {Revoke its certificates in the app on it.}}",
  },
  handOverSafe: {
    title: "Safe to hand over",
    body: "The certificates on your old phone “{model}” are revoked, and it is confirmed that they are erased. You can part with it on {handOverOn} as planned.",
    todo: "There is nothing more to do about certificates. Delete photos and other data separately.",
    short: "The certificates on your old phone{named} are revoked and erased. It is safe to hand over.",
  },
  handOverDoNow: {
    title: "Don’t hand it over yet: do this now",
    body: "You want to part with your old phone “{model}” on {handOverOn}, but something is left to do. {isRevoked, select, true {Its certificates are not known to be erased yet. {otherwise}} other {Its certificates are not revoked yet. In other hands they could be misused.}}",
    todo: "{isRevoked, select, true {{what} {how}} other {Revoke the certificates in the app on the old phone now. They are erased in the same step.}}",
    short:
      "Do not hand over your old phone{named} yet. {isRevoked, select, true {{what}} other {Revoke its certificates in the app on it.}}",
  },
  handOverPassed: {
    title: "The day to part with it has passed",
    body: "You wanted to part with your old phone “{model}” on {handOverOn}. {isRevoked, select, true {Its certificates are not known to be erased. They can’t be used any more, but they may still be on it.} other {Its certificates are not revoked yet. In other hands they could be misused.}}",
    todo: "{isRevoked, select, true {If you still have it, connect it to Wi-Fi and open the app. If you gave it to a shop, ask them to check that the certificates are erased.} other {If you still have it, revoke the certificates in the app on it. If you don’t, revoke them on another phone or a PC with your My Number card.}}",
    short:
      "The certificates on your old phone{named} are not {isRevoked, select, true {known to be erased. If you still have it, open the app on it.} other {revoked. Have them revoked at once.}}",
  },
} as const satisfies Record<ReminderCode, MessagePattern>;
