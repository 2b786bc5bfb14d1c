import type { NoticeCode } from "../../domain/message.ts";
import type { MessagePattern } from "../pattern.ts";

/** What happened, in English. */
export const notices = {
  revoked: {
    title: "Your certificates are revoked",
    body: "The certificates on your phone “{model}” were revoked on {revokedAt}. They can’t be used any more. This can’t be undone.",
    todo: "If you didn’t ask for this, ring the call centre at once. If you have that phone with you, switch it on and connect it to Wi-Fi. The certificates on it are then erased by themselves.",
    short:
      "The certificates on your phone{named} are revoked. If you did not ask for this, ring the call centre.",
  },
  held: {
    title: "Your certificates are on hold",
    body: "The certificates on your phones were put on hold on {heldAt}. They can’t be used for now. {escalateAt, select, none {} other {Unless you decide by {escalateAt}, they will be revoked, as you chose in advance.}}",
    todo: "To use them again, ask for their release. If you don’t need them any more, have them revoked. If you didn’t ask for this, ring the call centre.",
    short: "The certificates on your phones are on hold. If you did not ask for this, ring the call centre.",
  },
  released: {
    title: "Your certificates are off hold",
    body: "The hold on your phones’ certificates was released on {releasedAt}. {mustBeIssuedAgain, select, true {But some of them were revoked and can’t be used any more.} other {You can use them again.}}",
    todo: "{mustBeIssuedAgain, select, true {Open the app and have the revoked certificates issued again.} other {You don’t have to do anything.}} If you didn’t ask for this, ring the call centre at once.",
    short:
      "The hold on your certificates was released. {mustBeIssuedAgain, select, true {Have the revoked ones issued again in the app.} other {If you did not ask for this, ring the call centre.}}",
  },
  escalated: {
    title: "Certificates on hold are now revoked",
    body: "The certificates on hold were revoked on {revokedAt}, as you chose in advance. They can’t be used any more. This can’t be undone.",
    todo: "To use certificates on a phone again, apply for new ones.",
    short:
      "Your certificates on hold were revoked, as you chose in advance. To use a phone again, apply for new ones.",
  },
  erased: {
    title: "The erasure is confirmed",
    body: "It was confirmed on {erasedAt} that the certificates that had to be erased are gone from your phone “{model}”.",
    todo: "You don’t have to do anything more about this.",
    short:
      "It is confirmed that the certificates on your phone{named} are erased. You do not have to do anything.",
  },
  closedUnverified: {
    title: "Closed without a confirmed erasure",
    body: "The erasure of the certificates on your phone “{model}” was closed on {closedAt} without being confirmed. The certificates can’t be used any more, but they may still be on it.",
    todo: "If you have that phone with you, connect it to Wi-Fi and open the app. The erasure may still be confirmed then. If you don’t have it any more, you don’t have to do anything.",
    short:
      "The erasure on your phone{named} was closed without being confirmed. If you have the phone, open the app on it.",
  },
  revokedByCa: {
    title: "Your certificates are revoked",
    body: "Because of a report or a change about your My Number card, the certificates on your phone “{model}” were revoked on {revokedAt}. They can’t be used any more. This can’t be undone.",
    todo: "To use certificates on a phone again, apply for new ones. If you know of no such change, ring the call centre.",
    short:
      "Because your card changed, the certificates on your phone{named} are revoked. To go on using them, apply for new ones.",
  },
  contactChanged: {
    title: "Your contact details were changed",
    body: "Where our messages reach you was changed on {changedAt}.",
    todo: "If it wasn’t you, ring the call centre at once. If it was you, you don’t have to do anything.",
    short: "Where our messages reach you was changed. If it was not you, ring the call centre at once.",
  },
  wipeStuck: {
    title: "The certificates could not be erased",
    body: "The certificates on your phone “{model}” could not be erased yet. They can’t be used any more, but they may still be on it. {otherwise}",
    todo: "{what} {how}",
    short: "The certificates on your phone{named} could not be erased yet. {what}",
  },
  checked: {
    title: "A shop checked your phone",
    body: "On {checkedAt} a shop checked whether the certificates on your phone “{model}” are revoked and erased. It was told only that.",
    todo: "If you weren’t at a shop, ring the call centre. If you were, you don’t have to do anything.",
    short:
      "A shop checked the certificates on your phone{named}. If you were not there, ring the call centre.",
  },
  erasedNotRevoked: {
    title: "Erased, but not revoked",
    body: "Your phone “{model}” was reset, and it was confirmed on {erasedAt} that the certificates are gone from it. But they are not revoked: they are still in force. The law makes it your duty to have certificates revoked that you no longer use.",
    todo: "Have your My Number card ready and revoke them in the app on another phone, or on a PC. If you didn’t reset the phone, ring the call centre at once.",
    short:
      "Your phone{named} was reset. Its certificates are erased but not revoked. Revoke them with your card.",
  },
  foundInForce: {
    title: "Your certificates: in other hands?",
    body: "On {foundAt} somebody who uses the phone “{model}” now came upon your certificates on it. They are still in force. In other hands they could be misused.",
    todo: "If you have that phone, open the app on it and sign in. If not, ring the call centre at once. Or revoke the certificates with your My Number card, on another phone or a PC.",
    short:
      "Somebody came upon your valid certificates on the phone{named}. If you parted with it, ring the call centre.",
  },
  foundErased: {
    title: "Somebody says it is erased",
    body: "On {foundAt} somebody who has your phone “{model}” now told us that they had its revoked certificates erased. We can’t check that, so the erasure still isn’t confirmed by it.",
    todo: "You don’t have to do anything. If you still have that phone, open the app on it.",
    short:
      "Whoever has your phone{named} now says that its revoked certificates are erased. We can not check that.",
  },
} as const satisfies Record<NoticeCode, MessagePattern>;
