import type { WarningCode } from "../../domain/message.ts";
import type { MessagePattern } from "../pattern.ts";

/** Cautions in the flow itself, in English. */
export const warnings = {
  remoteErasureMayFail: {
    title: "Remote erasure may fail",
    body: "The certificates on the old phone may not be erased remotely.",
    todo: "If you have the old phone, switch it on, connect it to the internet and keep its screen on. Don’t part with it before they are erased.",
    short: "The certificates on the old phone may not be erased remotely. Keep it until they are.",
  },
  whatHappensNext: {
    title: "What happens after the revocation",
    body: "Once revoked, the certificates can’t be used any more. Then they are erased from the old phone remotely. If it is switched on, connected to the internet and its screen is on, expect that within {expectedWithin}. While it is off they can’t be erased; we keep trying until it is connected.",
    todo: "If you have the old phone, switch it on, connect it to Wi-Fi and keep its screen on. {ifNotErased, select, initialise {If the certificates are not erased, initialise the old phone.} other {If the certificates are not erased, ask a phone shop for help before you part with the old phone.}}",
    short:
      "Switch the old phone on and connect it to Wi-Fi. Expect its certificates to be erased within {expectedWithin}.",
  },
} as const satisfies Record<WarningCode, MessagePattern>;
