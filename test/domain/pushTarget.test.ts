import { describe, expect, test } from "vitest";
import { type PushTarget, registered, unregistered } from "../../functions/src/domain/pushTarget.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const oneDay = 24 * 60;
const target = { kind: "fcmToken", value: "push-target-1" } as const;
const suspect: PushTarget = { ...target, state: "suspect", seenAt: start, suspectAt: minutesLater(10) };

describe("one UNREGISTERED", () => {
  test("makes an active target suspect, from then on", () => {
    expect(unregistered(registered(target, start), minutesLater(10))).toEqual(suspect);
  });

  test("and a second a minute short of a day later leave it suspect since the first", () => {
    expect(unregistered(suspect, minutesLater(10 + oneDay - 1))).toEqual(suspect);
  });

  test("and a second a day later make it dead", () => {
    expect(unregistered(suspect, minutesLater(10 + oneDay))).toEqual({ ...suspect, state: "dead" });
  });

  test("after it is dead leaves it dead", () => {
    const dead: PushTarget = { ...suspect, state: "dead" };
    expect(unregistered(dead, minutesLater(10 + 2 * oneDay))).toEqual(dead);
    expect(unregistered(dead, minutesLater(11))).toEqual(dead);
  });
});

describe("a registration", () => {
  test.each(["suspect", "dead"] as const)("of the identical value makes a %s target active", (state) => {
    const before: PushTarget = { ...suspect, state };
    expect(registered(before, minutesLater(20))).toEqual({
      ...target,
      state: "active",
      seenAt: minutesLater(20),
    });
  });

  test("in between makes the second strike a first one", () => {
    const again = registered(suspect, minutesLater(20));
    const struck = unregistered(again, minutesLater(20 + 2 * oneDay));
    expect(struck.state).toBe("suspect");
  });

  test("keeps the kind of a Firebase installation id", () => {
    expect(registered({ kind: "fid", value: "f" }, start)).toMatchObject({ kind: "fid", value: "f" });
  });
});
