import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import type { Device } from "../../functions/src/domain/device.ts";
import { takeBackReset } from "../../functions/src/domain/takeBackReset.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { both, wipeIn } from "../doubles/clearanceFacts.ts";
import { minutesLater, registeredAt, sampleDevice } from "../doubles/samples.ts";

const resetOf = { scope: "applet", nextStep: "askTsm", resetVersion: 1, resetAt: minutesLater(60) } as const;
const reset = wipeIn("pending", resetOf);

/** The phone, registered in that minute with both certificates, or without the first, which it showed in another one. */
function back(minute: number, firstAt?: number): Device {
  const [first = ""] = sampleDevice.certificateIds;
  const shownBefore = firstAt === undefined ? [] : [{ certificateId: first, at: minutesLater(firstAt) }];
  return registeredAt(minutesLater(minute), { shownBefore });
}

function takenBack(wipe: Wipe, own: readonly Certificate[] = both("valid"), device = back(61)) {
  return takeBackReset(wipe, { device, own }, minutesLater(70))?.state;
}

describe("a reset's wipe is taken back", () => {
  test("once the phone has signed with all that it lists, at once or not, after what its maker told of", () => {
    expect(takenBack(reset)).toBe("cancelled");
    expect(takenBack(reset, both("valid"), back(63, 62))).toBe("cancelled");
    expect(takenBack(reset, both("onHold", "valid"))).toBe("cancelled");
    expect(takenBack(reset, both("valid"), back(60))).toBeUndefined();
    expect(takenBack(reset, both("valid"), back(63, 59))).toBeUndefined();
    expect(takenBack(reset, both("valid", "revoked"))).toBeUndefined();
  });

  test("whether or not the SEI-TSM has the request, or is being asked", () => {
    expect(takenBack({ ...reset, attempts: 1, attemptIsOpen: true })).toBe("cancelled");
    expect(takenBack({ ...reset, state: "sent", attempts: 2 })).toBe("cancelled");
  });

  test("not where no reset made it, nor once it is over", () => {
    const { resetVersion, ...revoked } = reset;
    expect(takenBack(revoked)).toBeUndefined();
    expect(takenBack(wipeIn("confirmed", resetOf))).toBeUndefined();
  });
});
