import { describe, expect, test } from "vitest";
import { limits } from "../../functions/src/domain/limit.ts";
import { chargeLimits } from "../../functions/src/flow/chargeLimits.ts";
import { limitsInMemory } from "../doubles/limitsInMemory.ts";
import { MemoryDocuments } from "../doubles/memoryDocuments.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import { cardSigned, World } from "../doubles/world.ts";

const two = { sessionsPerCard: { count: 2, window: 60_000, shards: 1 } };
const mine = { scope: "sessionsPerCard", subject: "card-1" } as const;
const limited = { refused: "rate_limited", retryAt: new Date(start.getTime() + 30_000) };

/** Several instances of one deployment: the same documents, a clock that a test sets. */
function deployment() {
  const documents = new MemoryDocuments();
  let now = start;
  const instance = () => limitsInMemory(two, { documents, clock: () => now });
  return {
    documents,
    instance,
    setMinutes: (minutes: number) => {
      now = minutesLater(minutes);
    },
  };
}

test("what one instance grants, the others know of", async () => {
  const { instance } = deployment();
  const [one, another] = [instance(), instance()];
  expect(await one(mine)).toBeUndefined();
  expect(await another(mine)).toBeUndefined();
  expect(await one(mine)).toMatchObject(limited);
  expect(await another(mine)).toMatchObject(limited);
});

test("somebody else's calls take nothing from mine", async () => {
  const limit = deployment().instance();
  for (let i = 0; i < 5; i += 1) await limit({ ...mine, subject: "card-2" });
  expect(await limit(mine)).toBeUndefined();
  expect(await limit({ ...mine, scope: "readsPerHolder" })).toBeUndefined();
});

test("there is room again at the time that the refusal named", async () => {
  const { instance, setMinutes } = deployment();
  const limit = instance();
  for (let i = 0; i < 3; i += 1) await limit(mine);
  setMinutes(0.49);
  expect(await limit(mine)).toMatchObject(limited);
  setMinutes(0.5);
  expect(await limit(mine)).toBeUndefined();
});

test("a charge costs one read and one write, a refusal one read, and the next refusals nothing", async () => {
  const { instance, documents } = deployment();
  const limit = instance();
  const cost = async () => {
    const { reads, writes } = documents;
    await limit(mine);
    return [documents.reads - reads, documents.writes - writes];
  };
  expect([await cost(), await cost(), await cost(), await cost()]).toEqual([
    [1, 1],
    [1, 1],
    [1, 0],
    [0, 0],
  ]);
});

describe("calls that come at once", () => {
  test("are counted together, each of them once", async () => {
    const { instance, documents } = deployment();
    const limit = instance();
    const answers = await Promise.all(Array.from({ length: 40 }, () => limit(mine)));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(2);
    expect(documents.writes).toBe(2);
    expect(documents.reads).toBeLessThan(6);
  });

  test("at different instances are granted no more than the limit has", async () => {
    const { instance } = deployment();
    const answers = await Promise.all(Array.from({ length: 4 }, () => instance()(mine)));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(2);
  });

  test("are all answered, also one that comes as another hears its answer", async () => {
    const limit = deployment().instance();
    const first = limit(mine).then(() => limit(mine));
    expect(await Promise.all([first, limit(mine), limit(mine)])).toHaveLength(3);
  });
});

test("what is kept says when TTL may take it, and whose it is by hash only", async () => {
  const { instance, documents } = deployment();
  await instance()(mine);
  const [path = ""] = documents.paths("limits");
  expect(documents.at(path)).toEqual({
    limitId: "sessionsPerCard,card-1,0",
    scope: "sessionsPerCard",
    spentUntil: new Date(start.getTime() + 30_000),
    expiresAt: new Date(start.getTime() + 30_000 + 24 * 60 * 60_000),
  });
});

test("a document that TTL took too early, or never took, refuses nobody who has room", async () => {
  const { instance, setMinutes } = deployment();
  const limit = instance();
  for (let i = 0; i < 3; i += 1) await limit(mine);
  setMinutes(60 * 24 * 30);
  expect(await limit(mine)).toBeUndefined();
});

test("when counting fails, the call goes on and the log says so by the limit's name alone", async () => {
  const logged: unknown[] = [];
  const limit = chargeLimits({
    transact: () => Promise.reject(new Error("no network")),
    limits,
    limitIdOf: (...parts) => parts.join(),
    clock: () => start,
    chance: () => 0,
    log: (...entry) => {
      logged.push(entry);
    },
  });
  expect(await limit(mine)).toBeUndefined();
  expect(logged).toEqual([["limit_not_counted", { scope: "sessionsPerCard", cause: "Error" }]]);
});

test("a partner's calls are spread over several documents", async () => {
  const chances = [0, 0.5, 0.99];
  const ids: string[] = [];
  const limit = chargeLimits({
    transact: () => Promise.reject(new Error("not asked here")),
    limits,
    limitIdOf: (...parts) => {
      ids.push(parts.join());
      return parts.join();
    },
    clock: () => start,
    chance: () => chances.shift() ?? 0,
    log: () => undefined,
  });
  for (let i = 0; i < 3; i += 1) await limit({ scope: "reportsPerPartner", subject: "tsm" });
  expect(ids).toEqual(["reportsPerPartner,tsm,0", "reportsPerPartner,tsm,10", "reportsPerPartner,tsm,19"]);
});

describe("nobody is locked out of revoking:", () => {
  const none = { count: 1, window: 365 * 24 * 60 * 60_000, shards: 1 };
  /** A world in which whatever is counted is used up at the first call. */
  async function strict() {
    const world = new World();
    const [holderId, deviceId] = await world.enrolled();
    world.limit = limitsInMemory({ repeatedRevocationsPerCard: none, sessionsPerCard: none }, world);
    return { world, holderId, deviceId };
  }

  test("an application that has something to revoke isn't counted, however many there were", async () => {
    const { world } = await strict();
    for (let i = 0; i < 3; i += 1) {
      await world.limit({ scope: "repeatedRevocationsPerCard", subject: "card-1" });
    }
    expect(await world.revoke()).toMatchObject({ devices: [{ device: { state: "replaced" } }] });
  });

  test("one that finds everything revoked is, and then refused with when to come again", async () => {
    const { world, deviceId } = await strict();
    const again = (n: number) => world.revoke({ devices: [deviceId], jti: `application-number-${n}` });
    await again(1);
    expect(await again(2)).toMatchObject({ application: { cause: "movedToNewPhone" } });
    const before = world.documents.all();
    expect(await again(3)).toMatchObject({ refused: "rate_limited", retryAt: expect.any(Date) });
    expect(world.documents.all()).toEqual(before);
  });

  test("the same application again is answered as the first time, also past the limit", async () => {
    const { world, deviceId } = await strict();
    const again = (n: number) => world.revoke({ devices: [deviceId], jti: `application-number-${n}` });
    const first = await again(1);
    for (let n = 2; n < 5; n += 1) await again(n);
    const { application } = "application" in first ? first : {};
    expect(application).toMatchObject({ appliedAt: start });
    expect(await again(1)).toMatchObject({ application, devices: [{ alreadyRevoked: [] }] });
  });

  test("a captured session application that is sent over and over uses up nothing of the card's", async () => {
    const { world } = await strict();
    for (let i = 0; i < 3; i += 1) {
      expect(await world.signIn(cardSigned({ jti: "session-number-1" }))).toMatchObject({
        refused: "proof_reused",
      });
    }
    expect(await world.signIn(cardSigned({ jti: "session-number-2" }))).toHaveProperty("customToken");
    expect(await world.signIn(cardSigned({ jti: "session-number-3" }))).toMatchObject({
      refused: "rate_limited",
    });
  });

  test("another phone's registrations take nothing from the new phone's", async () => {
    const { world, holderId } = await strict();
    world.limit = limitsInMemory({ registrationsPerDevice: none }, world);
    await world.register(holderId);
    expect(await world.register(holderId)).toMatchObject({ refused: "rate_limited" });
    const newPhone = await world.register(holderId, {
      secureElement: "f".repeat(64),
      certificates: [
        {
          certificateId: "c".repeat(64),
          thumbprint: "u".repeat(43),
          kind: "signing",
          expiresAt: minutesLater(999),
        },
      ],
    });
    expect(newPhone).toHaveProperty("device");
  });
});
