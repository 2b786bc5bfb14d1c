import { describe, expect, test } from "vitest";
import { chainOf } from "../../functions/src/domain/channelChain.ts";
import type { Channel } from "../../functions/src/domain/contact.ts";

const anew = { isLegal: true, trying: undefined, alsoByMail: false };

describe("a message's channels are", () => {
  test("those that the holder named, in that order", () => {
    const channels: Channel[] = ["sms", "push"];
    expect(chainOf({ channels }, { ...anew, isLegal: false })).toEqual(["sms", "push"]);
  });

  test("all of them for what is owed, those left out last", () => {
    expect(chainOf({ channels: ["sms"] }, anew)).toEqual(["sms", "push", "email"]);
    expect(chainOf({ channels: ["push", "email", "sms"] }, anew)).toEqual(["push", "email", "sms"]);
  });
});

describe("a try that takes over", () => {
  test.each([
    ["push", ["push", "email", "sms"]],
    ["email", ["email", "sms", "push"]],
    ["sms", ["sms", "push", "email"]],
  ] as const)("from one that had gone on to %s begins there, and leaves none out", (trying, expected) => {
    expect(chainOf({ channels: ["push", "email", "sms"] }, { ...anew, trying })).toEqual(expected);
  });

  test("begins anew where the holder wants that channel no more", () => {
    const taken = { ...anew, isLegal: false, trying: "sms" } as const;
    expect(chainOf({ channels: ["email", "push"] }, taken)).toEqual(["email", "push"]);
  });
});

describe("a message that goes by mail besides push", () => {
  test.each([
    [
      ["push", "sms"],
      ["push", "email", "sms"],
    ],
    [
      ["push", "sms", "email"],
      ["push", "email", "sms"],
    ],
    [
      ["sms", "push"],
      ["sms", "push", "email"],
    ],
    [
      ["email", "push"],
      ["email", "push", "sms"],
    ],
  ] as const)("in the order %o has its mail right after the push: %o", (channels, expected) => {
    expect(chainOf({ channels }, { ...anew, alsoByMail: true })).toEqual(expected);
  });

  test("begins where an earlier try had got to all the same", () => {
    const taken = { ...anew, alsoByMail: true, trying: "sms" } as const;
    expect(chainOf({ channels: ["push", "sms"] }, taken)).toEqual(["sms", "push", "email"]);
  });
});
