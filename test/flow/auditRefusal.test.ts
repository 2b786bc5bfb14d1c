import { describe, expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { auditRefusals } from "../../functions/src/flow/auditRefusal.ts";
import type { Asked } from "../../functions/src/flow/refusalPorts.ts";
import type { HoldWorld } from "../doubles/holdWorld.ts";
import { limitsInMemory } from "../doubles/limitsInMemory.ts";
import { start } from "../doubles/samples.ts";
import { story } from "../refusals/tries.ts";

const byHolder = (holderId: string): Asked => {
  return { act: "viewRefused", actor: "holder", method: "session", by: { holderId } };
};

describe("telling refusals", () => {
  const portsOf = ({ store, clock, log }: HoldWorld) => ({ transact: store.transact, clock, log });
  const countOf = (world: HoldWorld) => world.documents.paths("audit").length;

  test("is bounded by whose and which request it is, and refuses no less for it", async () => {
    const { world, holderId, otherHolderId } = await story();
    const limit = limitsInMemory({ auditedRefusals: { count: 3, window: 3_600_000, shards: 1 } }, world);
    const audit = auditRefusals({ ...portsOf(world), limit });
    const before = countOf(world);
    for (let i = 0; i < 10; i += 1)
      expect(await audit(refuse("revocation_unknown"), byHolder(holderId))).toEqual({
        refused: "revocation_unknown",
      });
    expect(countOf(world)).toBe(before + 3);
    await audit(refuse("revocation_unknown"), byHolder(otherHolderId));
    await audit(refuse("device_unknown"), { ...byHolder(holderId), act: "revocationRefused" });
    expect(countOf(world)).toBe(before + 5);
    world.setMinutes(60);
    await audit(refuse("revocation_unknown"), byHolder(holderId));
    expect(countOf(world)).toBe(before + 6);
  });

  test("leaves what was granted alone, without a look at anything", async () => {
    const { world, holderId } = await story();
    const never = () => Promise.reject(new Error("the database was asked"));
    const audit = auditRefusals({ ...portsOf(world), transact: never, limit: never });
    expect(await audit("granted", byHolder(holderId))).toBe("granted");
    expect(world.logged).toEqual([]);
  });

  test("that fails is logged, and the refusal stands", async () => {
    const { world, holderId } = await story();
    const transact = () => Promise.reject(new Error("the network is away"));
    const audit = auditRefusals({ ...portsOf(world), transact, limit: async () => undefined });
    expect(await audit(refuse("device_unknown"), byHolder(holderId))).toEqual({ refused: "device_unknown" });
    expect(world.logged).toEqual(["refusal_not_audited"]);
  });

  test("of an account without the role goes to the holder's chain, the register's, or nowhere", async () => {
    const { world, holderId } = await story();
    world.documents.edit("staff/agent-1", {
      ...{ staffId: "agent-1", role: "agent", state: "active" },
      ...{ addedAt: start, changedAt: start },
    });
    const asked = { act: "requestRefused", actor: "unknown", method: "session" } as const;
    const chains: unknown[] = [];
    for (const accountId of [holderId, "agent-1", "nobody"]) {
      const before = new Set(world.documents.paths("audit"));
      await world.refusalAudit(refuse("role_missing"), { ...asked, by: { accountId } });
      const added = world.documents.paths("audit").filter((path) => !before.has(path));
      chains.push(added.map((path) => world.documents.at(path)?.chain));
    }
    expect(chains).toEqual([[`holders/${holderId}`], ["registers/refused"], []]);
  });
});
