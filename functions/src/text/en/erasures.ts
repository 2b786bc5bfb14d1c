import type { ShownErasure } from "../../domain/deviceView.ts";
import type { Evidence } from "../../domain/evidence.ts";

/** How an erasure stands, in English. */
export const erasures = {
  none: "Nothing has to be erased.",
  waiting: "The certificates are still on the phone. They will be erased as soon as it can be reached.",
  received: "The phone has the command and is erasing the certificates.",
  deferred: "The phone can’t erase the certificates just now. We will try again.",
  stuck: "The certificates couldn’t be erased remotely so far. We keep trying.",
  confirmed: "The certificates have been erased.",
  closedUnverified: "The matter is closed, but there is no proof that the certificates were erased.",
  cancelled:
    "The phone was registered again, so this erasure was ended. If anything is left to erase, it is shown with the registration that the phone has now.",
} as const satisfies Record<ShownErasure, string>;

/** What that is believed on, in English; empty where there is nothing to say. */
export const evidences = {
  none: "",
  holderDeclared: "You told us what became of the phone.",
  resetReported: "It was reported that the phone was initialised.",
  counterChecked: "A shop checked it.",
  deviceSigned: "The phone itself confirmed it.",
  deviceAttested: "The phone itself confirmed it, with its maker’s attestation.",
  tsmConfirmed: "The phone’s secure element itself confirmed it.",
} as const satisfies Record<Evidence, string>;
