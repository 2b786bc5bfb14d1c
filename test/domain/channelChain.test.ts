import { describe, expect, test } from "vitest";
import { chainOf } from "../../functions/src/domain/channelChain.ts";
import type { Channel } from "../../functions/src/domain/contact.ts";

const anew = { isLegal: true, trying: undefined };

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
    const taken = { isLegal: false, trying: "sms" } as const;
    expect(chainOf({ channels: ["email", "push"] }, taken)).toEqual(["email", "push"]);
  });
});
