import { describe, expect, test } from "vitest";
import type { ShownCheck } from "../../functions/src/flow/counterPorts.ts";
import { atCounter } from "../doubles/counterWorld.ts";
import { clearedWorld, eraseIn, proveAtCounter } from "../doubles/proofs.ts";

/** What the clerk is told that a proof would say, or the refusal. */
function wordIn(shown: ShownCheck | { readonly refused: string }): string {
  return "refused" in shown ? shown.refused : shown.shopsWord;
}

/** What a proof says of who looked at the phone, or the refusal. */
function wordOf(issued: Awaited<ReturnType<typeof proveAtCounter>>): string {
  if ("refused" in issued) return issued.refused;
  return JSON.parse(issued.jws.slice(0, issued.jws.lastIndexOf(" "))).phone.shownBy;
}

describe("before a proof is made, a check says whose word it will give", () => {
  test("a code's, of a phone that was erased before it came", async () => {
    const { world, holderId, deviceId } = await clearedWorld();
    const clearanceId = await world.checked(holderId, deviceId);
    expect(wordIn(await world.look(clearanceId))).toBe("shopByCode");
    expect(wordOf(await proveAtCounter(world, { clearanceId }))).toBe("shopByCode");
  });

  test("the phone's, where its own QR code opened the check", async () => {
    const { world, deviceId } = await clearedWorld();
    const clearanceId = await world.checkedByPhone(deviceId);
    expect(wordIn(await world.look(clearanceId))).toBe("shop");
    expect(wordOf(await proveAtCounter(world, { clearanceId }))).toBe("shop");
  });

  test("the phone's, once it erased and answered in the check, and a code's until then", async () => {
    const [world, holderId, deviceId] = await atCounter();
    await world.revoke();
    const clearanceId = await world.checked(holderId, deviceId);
    expect(wordIn(await world.look(clearanceId))).toBe("shopByCode");
    world.setMinutes(2);
    await eraseIn(world);
    expect(wordIn(await world.look(clearanceId))).toBe("shop");
    expect(wordOf(await proveAtCounter(world, { clearanceId }))).toBe("shop");
  });
});
