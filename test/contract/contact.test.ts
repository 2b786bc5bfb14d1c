import { describe, expect, test } from "vitest";
import { ConfirmContact, SetContact } from "../../functions/src/contract/contact.ts";
import { describe as wordsOf } from "../../functions/src/contract/describe.ts";

function refusalOf(said: object): string | undefined {
  const { error } = SetContact.safeParse(said);
  return error && wordsOf(error);
}

test("channels can be put in order, and not all be switched off", () => {
  expect(refusalOf({ channels: ["sms"] })).toBeUndefined();
  expect(refusalOf({ channels: [] })).toBe(
    "channels: must name a channel: messages that the law owes can be moved, not switched off",
  );
  expect(refusalOf({ channels: ["fax"] })).toMatch(/^channels\.0: /);
});

describe("an e-mail address", () => {
  test.each(["hanako@example.jp", "a+b@mail.example", null])("is %s", (email) => {
    expect(refusalOf({ email })).toBeUndefined();
  });

  test.each([
    "",
    "hanako",
    "a@b.example, c@d.example",
    "a@b.example\r\nBcc: c@d.example",
    "<a@b.example>",
    `${"a".repeat(250)}@b.example`,
  ])("is not %j, and the refusal doesn't quote it", (email) => {
    const refusal = refusalOf({ email });
    expect(refusal).toMatch(/^email: /);
    if (email !== "") expect(refusal).not.toContain(email);
  });
});

describe("a phone number", () => {
  test.each(["+819012345678", "+1234567", null])("is %s", (phoneNumber) => {
    expect(refusalOf({ phoneNumber })).toBeUndefined();
  });

  test.each([
    "09012345678",
    "+0123456789",
    "+81 90 1234 5678",
    "+819012345678\n",
    "+1234567890123456",
    "１２３",
  ])("is not %j", (phoneNumber) => {
    expect(refusalOf({ phoneNumber })).toBe(
      "phoneNumber: must be a number with its country, such as +819012345678",
    );
  });
});

test("a code is six digits, as text, because it may begin with zeros", () => {
  const takes = (code: unknown) => ConfirmContact.safeParse({ channel: "sms", code }).success;
  expect(["000000", "048213"].map(takes)).toEqual([true, true]);
  expect([48213, "48213", "0482131", "04821 ", "０４８２１３"].map(takes)).toEqual(Array(5).fill(false));
});
