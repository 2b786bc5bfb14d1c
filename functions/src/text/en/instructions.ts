import type { Instruction } from "../../domain/instruction.ts";
import type { InstructionText } from "../pattern.ts";

/** What to do, for the phone whose certificates are still to be erased, in English. */
export const instructions = {
  connect: {
    what: "Switch the phone on, plug it in and connect it to Wi-Fi.",
    how: "Keep its screen on for a minute. The erasure starts by itself.",
    otherwise: "Without the internet the certificates can’t be erased.",
  },
  openApp: {
    what: "Open the app on the phone once.",
    how: "Connect the phone to Wi-Fi first, and keep its screen on for a minute.",
    otherwise: "Unless the app is opened, it may not learn that it has to erase.",
  },
  allowPush: {
    what: "Allow the app on the phone to notify you.",
    how: "Open Settings, then Notifications, choose the app and switch notifications on. Then open the app once.",
    otherwise: "Without notifications the erasure may take longer.",
  },
  keepScreenOn: {
    what: "Keep the screen of the phone on for a minute.",
    how: "Connect the phone to Wi-Fi and leave the app open.",
    otherwise: "While the screen is off, the erasure may not start.",
  },
  restartPhone: {
    what: "Switch the phone off and on again.",
    how: "Then connect it to Wi-Fi and open the app.",
    otherwise: "While the phone has this fault, the certificates can’t be erased.",
  },
  initialise: {
    what: "Initialise the phone.",
    how: "First copy what you want to keep, such as photos and contacts. Then choose the reset in the phone’s Settings.",
    otherwise: "Otherwise the certificates may stay on the phone.",
  },
  askShop: {
    what: "Ask a phone shop for help before you part with the phone.",
    how: "Tell them that its certificates are not erased yet. Bring the phone, switched on.",
    otherwise: "The certificates may stay on the phone even if you initialise it.",
  },
  waitForTsm: {
    what: "Leave the phone switched on and wait.",
    how: "The centre that manages the certificates is erasing them.",
    otherwise: "If that fails, we will tell you.",
  },
  installApp: {
    what: "Install the app on the phone again.",
    how: "Then connect the phone to Wi-Fi and open the app.",
    otherwise: "Without the app the phone can’t be told to erase.",
  },
  revokeByCard: {
    what: "Revoke its certificates with your My Number card.",
    how: "Do it in the app on another phone, or on a PC.",
    otherwise: "The phone was reset, but its certificates are still in force.",
  },
  nothing: {
    what: "There is nothing for you to do.",
    how: "All is as it should be.",
    otherwise: "If there is something to do, we will tell you.",
  },
} as const satisfies Record<Instruction, InstructionText>;
