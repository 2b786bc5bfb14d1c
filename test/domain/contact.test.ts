import { describe, expect, test } from "vitest";
import {
  awaitCode,
  awaitNone,
  type Contact,
  contactUnsaid,
  isTimeZone,
  numberConfirmedAt,
  prefer,
  useAddress,
} from "../../functions/src/domain/contact.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const unsaid = contactUnsaid("holder-1");
const reached: Contact = { ...unsaid, email: "old@example.jp", phoneNumber: "+819012345678" };

test("who never said anything is reached by push, in Japanese, at Japan's time", () => {
  expect(unsaid).toEqual({
    holderId: "holder-1",
    locale: "ja",
    timeZone: "Asia/Tokyo",
    channels: ["push", "email", "sms"],
    wantsTips: true,
    codes: {},
    formerAddresses: [],
  });
});

describe("a time zone", () => {
  test.each(["Asia/Tokyo", "UTC", "America/Argentina/Ushuaia", "Asia/Calcutta"])("is %s", (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  test.each(["", "Asia/Edo", "+09:00", "-03", "9", "Asia/Tokyo\n", "%s"])("is not %j", (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});

describe("preferences", () => {
  test("that aren't said stay", () => {
    const said = prefer(unsaid, { locale: "en", wantsTips: false });
    expect(said).toEqual({ ...unsaid, locale: "en", wantsTips: false });
    expect(prefer(said, {})).toEqual(said);
  });

  test("name each channel once, at its first place", () => {
    expect(prefer(unsaid, { channels: ["sms", "push", "sms"] }).channels).toEqual(["sms", "push"]);
  });
});

describe("another address", () => {
  const anew = (address: string | undefined) => ({ address, messageId: "message-1", changedAt: start });

  test("takes the place of the one before, which has to be told", () => {
    expect(useAddress(reached, "email", anew("new@example.jp"))).toEqual({
      ...reached,
      email: "new@example.jp",
      formerAddresses: [
        { messageId: "message-1", channel: "email", address: "old@example.jp", changedAt: start },
      ],
    });
  });

  test("may be none", () => {
    const { phoneNumber, ...rest } = reached;
    expect(useAddress(reached, "sms", anew(undefined))).toEqual({
      ...rest,
      formerAddresses: [
        { messageId: "message-1", channel: "sms", address: "+819012345678", changedAt: start },
      ],
    });
  });

  test("that is the same one, or the first one, leaves nobody to tell", () => {
    expect(useAddress(reached, "email", anew("old@example.jp"))).toEqual(reached);
    expect(useAddress(unsaid, "email", anew("new@example.jp")).formerAddresses).toEqual([]);
    expect(useAddress(unsaid, "sms", anew(undefined))).toEqual(unsaid);
  });
});

test("codes of the two channels are waited for apart", () => {
  const code = {
    address: "a@example.jp",
    salt: "salt",
    hash: "hash",
    expiresAt: minutesLater(15),
    wrongTries: 0,
  };
  const both = awaitCode(awaitCode(unsaid, "email", code), "sms", { ...code, address: "+819012345678" });
  expect(awaitNone(both, "sms").codes).toEqual({ email: code });
  expect(awaitNone(awaitNone(both, "sms"), "email")).toEqual(unsaid);
});

describe("when the number in use was confirmed", () => {
  const code = { address: "+819012345678", salt: "salt", hash: "hash", expiresAt: start, wrongTries: 0 };
  const sms = { ...code, confirmedAt: minutesLater(3) };

  test("is known from its code", () => {
    expect(numberConfirmedAt({ ...reached, codes: { sms } })).toEqual(minutesLater(3));
  });

  test("isn't known once another number is waited for, or none is in use", () => {
    const other = { ...sms, address: "+819000000000" };
    expect(numberConfirmedAt({ ...reached, codes: { sms: other } })).toBeUndefined();
    expect(numberConfirmedAt({ ...reached, codes: { sms: code } })).toBeUndefined();
    expect(numberConfirmedAt(reached)).toBeUndefined();
    expect(numberConfirmedAt({ ...unsaid, codes: { sms } })).toBeUndefined();
  });
});
