import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import { missedNotice } from "../../functions/src/domain/missedNotice.ts";
import { notice } from "../../functions/src/domain/notice.ts";
import type { RevocationCause } from "../../functions/src/domain/revocation.ts";
import { minutesLater, sampleAuthentication, sampleSigning, sampleWipe, start } from "../doubles/samples.ts";

const day = 24 * 60;

/** The sample phone's certificates, revoked so many days after the start, or in force. */
function revoked(...at: readonly ([RevocationCause, number] | undefined)[]): Certificate[] {
  return [sampleSigning, sampleAuthentication].map((certificate, index) => {
    const [cause, days] = at[index] ?? [];
    if (cause === undefined || days === undefined) return certificate;
    const revocation = {
      ...({ revocationId: "r-1", cause, reason: "keyCompromise", channel: "card" } as const),
      revokedAt: minutesLater(days * day),
    };
    return { ...certificate, state: "revoked", revocation };
  });
}

/** Which version of the sample wipe's command the notice is about that is owed after so many days. */
function versionOwed(days: number, certificates: Certificate[], wipe = sampleWipe): number | undefined {
  const owed = missedNotice(wipe, certificates, minutesLater(days * day));
  const { holderId, wipeId } = wipe;
  const about = { holderId, about: "revoked", subject: `wipes/${wipeId}` } as const;
  return [1, 2, 3].find((version) => notice({ ...about, version }, start).noticeId === owed?.noticeId);
}

describe("of a phone that was stolen", () => {
  test("the notice is owed for as long as one given at once is kept", () => {
    const stolen = revoked(["stolen", 0], ["stolen", 0]);
    expect([1, 399, 400].map((days) => versionOwed(days, stolen))).toEqual([1, 1, undefined]);
  });

  test("that of a theft that joined later is owed for as long, counted from the theft", () => {
    const joined = revoked(["movedToNewPhone", 0], ["stolen", 300]);
    const wipe = { ...sampleWipe, commandVersion: 2 };
    expect([301, 699, 700].map((days) => versionOwed(days, joined, wipe))).toEqual([2, 2, undefined]);
  });

  test("a reset that joined is told as no revocation: it is still the one before", () => {
    const wipe = { ...sampleWipe, commandVersion: 2, resetVersion: 2 };
    expect(versionOwed(1, revoked(["stolen", 0]), wipe)).toBe(1);
    expect(versionOwed(1, revoked(["stolen", 0]), { ...wipe, commandVersion: 3 })).toBe(3);
  });

  test("what another wipe had listed was told with that one, and only what joined is told with this", () => {
    const stolen = revoked(["stolen", 0]);
    const wipe = { ...sampleWipe, isFollowUp: true } as const;
    expect(versionOwed(1, stolen, wipe)).toBeUndefined();
    expect(versionOwed(1, stolen, { ...wipe, commandVersion: 2, resetVersion: 2 })).toBeUndefined();
    expect(versionOwed(1, stolen, { ...wipe, commandVersion: 3, resetVersion: 2 })).toBe(3);
  });
});

test("of a phone on hold that a reset has erased no revocation is told, for there is none", () => {
  const held = revoked().map((one) => ({ ...one, state: "onHold" as const }));
  expect(versionOwed(1, held, { ...sampleWipe, resetVersion: 1 })).toBeUndefined();
});

test("of a phone that its holder has nothing is owed: reminders tell of it", () => {
  expect(versionOwed(1, revoked(["handedOn", 0], ["handedOn", 0]))).toBeUndefined();
});
