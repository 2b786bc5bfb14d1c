import type { ClearanceStep } from "../../domain/clearance.ts";
import type { InstructionText } from "../pattern.ts";

/** What a counter check found, for the clerk, in English. */
export const answers = {
  revoked: "The certificates are revoked.",
  notRevoked: "The certificates are not revoked yet.",
  notErased: "It is not known that the certificates have been erased.",
  unknown: "Nothing can be said about this phone’s certificates.",
} as const;

/** What the clerk should do next, in English. */
export const steps = {
  handOver: {
    what: "All is done. You can take this phone.",
    how: "If it is wanted, issue the proof that it was properly treated.",
    otherwise: "The proof goes with the number that the phone shows.",
  },
  revokeOnPhone: {
    what: "Ask the holder to revoke the certificates on this phone.",
    how: "They open the app on it and choose to stop using it. Look away while they type their PIN.",
    otherwise: "Don’t take a phone whose certificates are not revoked.",
  },
  revokeByCard: {
    what: "Ask the holder to revoke the certificates with their My Number card.",
    how: "It can be done on any other phone or a PC. Leave this phone as it is meanwhile.",
    otherwise: "Don’t take a phone whose certificates are not revoked.",
  },
  pullNow: {
    what: "Connect the phone to Wi-Fi and have it scan the QR code on this screen.",
    how: "When the app opens, keep its screen on for a minute. The erasure starts by itself.",
    otherwise: "If it isn’t done after two minutes, this page says what to do instead.",
  },
  wait: {
    what: "Keep the screen of the phone on and wait a moment.",
    how: "Leave it connected to Wi-Fi with the app open.",
    otherwise: "If it isn’t done after two minutes, this page says what to do instead.",
  },
  initialise: {
    what: "With the holder’s consent, initialise the phone.",
    how: "Make sure first that photos, contacts and the like have been copied. Afterwards record it on this page.",
    otherwise: "Until it is recorded, the matter stays open.",
  },
  askMaker: {
    what: "Send the holder to the maker’s service to have the certificates erased.",
    how: "On this phone they may stay even if it is initialised. We keep trying to erase them from here.",
    otherwise: "Until the erasure is confirmed, the phone must not go to anybody else.",
  },
  newCode: {
    what: "Ask the holder to make a new reception number and code in the app.",
    how: "They choose the phone as it is registered now from the app’s list.",
    otherwise: "Don’t take a phone that can’t be checked.",
  },
} as const satisfies Record<ClearanceStep, InstructionText>;
