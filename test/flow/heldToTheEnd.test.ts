import { expect, test } from "vitest";
import { atCounter, type CounterWorld } from "../doubles/counterWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { eraseIn, proveAtCounter } from "../doubles/proofs.ts";

/** A phone that was on hold when its certificates were ended so, and has erased them. */
async function endedOnHold(end: (world: CounterWorld) => Promise<unknown>) {
  const [world, holderId, deviceId] = await atCounter();
  await world.held();
  world.setMinutes(1);
  await end(world);
  world.setMinutes(3);
  await eraseIn(world);
  return { world, holderId, deviceId };
}

test.each<[string, (world: CounterWorld) => Promise<unknown>]>([
  ["its holder moved to another phone", (world) => world.revoke({ cause: "movedToNewPhone" })],
  ["the CA revoked the card", (world) => caTells(world, { kind: "cardRevoked" })],
  ["the card expired", (world) => caTells(world, { kind: "cardExpired" })],
])(
  "a phone that was said to be lost until %s isn't clear on its own word, and is on its holder's code",
  async (_, end) => {
    const { world, holderId, deviceId } = await endedOnHold(end);
    const clearanceId = await world.checkedByPhone(deviceId);
    expect(await world.look(clearanceId)).toMatchObject({
      clearance: { verdict: "unknown", step: "newCode" },
    });
    expect(await proveAtCounter(world, { clearanceId })).toMatchObject({ refused: "clearance_not_clear" });
    const byCode = await world.checked(holderId, deviceId);
    expect(await world.look(byCode)).toMatchObject({ clearance: { verdict: "clear" } });
  },
);
