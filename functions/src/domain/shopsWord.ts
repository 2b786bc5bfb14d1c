import type { CounterCheck } from "./counterCheck.ts";
import type { ShopsWord } from "./shownPhone.ts";
import type { Wipe } from "./wipe.ts";

/**
 * What a shop's word is worth that this device is the phone on its counter. By a code alone the shop knows that the device's holder
 * stands there, not that this is their phone: of two of the same model either may lie there. The phone says so itself where its own
 * QR code opened the check, or where its app erased and answered while the check went on.
 */
export function shopsWord(
  { openedBy, openedAt }: Pick<CounterCheck, "openedBy" | "openedAt">,
  wipes: readonly Pick<Wipe, "state" | "appVersion" | "endedAt">[],
): ShopsWord {
  const hasAnswered = wipes.some(
    ({ state, appVersion, endedAt }) =>
      state === "confirmed" && appVersion !== undefined && endedAt !== undefined && endedAt > openedAt,
  );
  return openedBy === "phone" || hasAnswered ? "shop" : "shopByCode";
}
