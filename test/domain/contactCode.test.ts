import { describe, expect, test } from "vitest";
import { type Contact, contactUnsaid } from "../../functions/src/domain/contact.ts";
import { codeEnd, giveBack, openCode } from "../../functions/src/domain/contactCode.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const code = {
  address: "new@example.jp",
  salt: "salt",
  hash: "right",
  expiresAt: minutesLater(15),
  wrongTries: 0,
};
const waiting: Contact = { ...contactUnsaid("holder-1"), email: "old@example.jp", codes: { email: code } };
const anew = { now: minutesLater(1), messageId: "message-1" };

test("a code can be given back for a quarter of an hour", () => {
  expect(codeEnd(start)).toEqual(minutesLater(15));
  expect(openCode(waiting, "email", minutesLater(14.99))).toEqual(code);
  expect(openCode(waiting, "email", minutesLater(15))).toBeUndefined();
  expect(openCode(waiting, "sms", start)).toBeUndefined();
});

describe("giving a code back", () => {
  test("puts its address to use, and the one before has to be told", () => {
    const { contact, triesLeft } = giveBack(waiting, { channel: "email", code, hash: "right" }, anew);
    expect(triesLeft).toBeUndefined();
    expect(contact).toMatchObject({
      email: "new@example.jp",
      formerAddresses: [{ address: "old@example.jp", messageId: "message-1" }],
    });
  });

  test("again changes nothing more", () => {
    const { contact } = giveBack(waiting, { channel: "email", code, hash: "right" }, anew);
    const kept = contact.codes.email ?? code;
    const later = { now: minutesLater(2), messageId: "message-2" };
    expect(giveBack(contact, { channel: "email", code: kept, hash: "right" }, later)).toEqual({ contact });
  });

  test("wrong is counted, and after the fifth not even the right one is taken", () => {
    let contact = waiting;
    for (const left of [4, 3, 2, 1, 0]) {
      const open = openCode(contact, "email", start) ?? { ...code, hash: "none was open" };
      const back = giveBack(contact, { channel: "email", code: open, hash: "wrong" }, anew);
      expect(back.triesLeft).toBe(left);
      contact = back.contact;
      expect(contact.email).toBe("old@example.jp");
    }
    expect(openCode(contact, "email", start)).toBeUndefined();
  });
});
