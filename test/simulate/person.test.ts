import { describe, expect, test } from "vitest";
import type { Instruction } from "../../functions/src/domain/instruction.ts";
import { usual } from "./options.ts";
import { type Person, response } from "./person.ts";
import type { OldPhone } from "./phone.ts";

const mood = { draw: 0.1, wait: 5, luck: 0.25 };
const willing: Person = { channel: "push", moods: [mood, mood] };
const never = Number.POSITIVE_INFINITY;
const kept: OldPhone = {
  ...{ fate: "drawer", platform: "android", isPushBlocked: false, luckSeed: 1, online: [] },
  ...{ goneFrom: never, asksAt: never },
};
const assumed = { ...usual, respondsToPush: 0.12, respondsToEmail: 0.05, wears: 0.5 };

function erasedAt(person: Person, instruction: Instruction, phone: OldPhone = kept, number = 1) {
  return response(person, { number, instruction, now: 100 }, { phone, assumed });
}

describe("a holder who does what the reminder says erases the phone", () => {
  test.each<[Instruction, OldPhone, number | undefined]>([
    ["connect", kept, 105],
    ["openApp", kept, 105],
    ["installApp", kept, 105],
    ["askShop", kept, 105],
    ["nothing", kept, undefined],
    ["installApp", { ...kept, fate: "removed", goneFrom: 0 }, 105],
    ["connect", { ...kept, fate: "removed", goneFrom: 0 }, undefined],
    ["askShop", { ...kept, fate: "sold", goneFrom: 0 }, undefined],
    ["connect", { ...kept, fate: "sold", goneFrom: 106 }, 105],
  ])("%s", (instruction, phone, at) => {
    expect(erasedAt(willing, instruction, phone)).toBe(at);
  });
});

test("a holder who isn't reached, or is tired of it, doesn't", () => {
  expect(erasedAt({ ...willing, channel: undefined }, "connect")).toBeUndefined();
  expect(erasedAt({ ...willing, channel: "email" }, "connect")).toBeUndefined();
  expect(erasedAt(willing, "connect", kept, 2)).toBeUndefined();
  expect(erasedAt(willing, "connect", kept, 3)).toBeUndefined();
});
