import { describe, expect, test } from "vitest";
import { atCounter } from "../doubles/counterWorld.ts";
import { clearedWorld, proveAtCounter } from "../doubles/proofs.ts";
import type { World } from "../doubles/world.ts";

/** On whose word it was given, or the refusal as it is. */
function wordOf(issued: Awaited<ReturnType<typeof proveAtCounter>>) {
  if ("refused" in issued) return issued;
  return JSON.parse(issued.jws.slice(0, issued.jws.lastIndexOf(" "))).phone.shownBy;
}

function givenIn({ documents }: World): number {
  return documents.paths("audit").filter((path) => documents.at(path)?.act === "proofIssued").length;
}

describe("a phone that was revoked as", () => {
  const causes = ["lost", "stolen"] as const;

  test.each(causes)(
    "%s is proven in no check that it opened itself: it is refused like any other, and audited",
    async (cause) => {
      const { world, holderId, deviceId } = await clearedWorld({ cause });
      const asked = { clearanceId: await world.checkedByPhone(deviceId) };
      const [world2, , other] = await atCounter();
      const usual = await proveAtCounter(world2, { clearanceId: await world2.checkedByPhone(other) });
      const before = world.documents.at(`devices/${deviceId}`);
      expect(await proveAtCounter(world, asked)).toEqual(usual);
      expect(usual).toMatchObject({ refused: "clearance_not_clear" });
      expect(world.documents.at(`devices/${deviceId}`)).toEqual(before);
      expect(givenIn(world)).toBe(0);
      const byCode = { clearanceId: await world.checked(holderId, deviceId) };
      expect(wordOf(await proveAtCounter(world, byCode))).toBe("shopByCode");
    },
  );

  test("handed on is", async () => {
    const { world, deviceId } = await clearedWorld({ cause: "handedOn" });
    const asked = { clearanceId: await world.checkedByPhone(deviceId) };
    expect(wordOf(await proveAtCounter(world, asked))).toBe("shop");
  });
});
