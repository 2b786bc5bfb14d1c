import { randomBytes, randomUUID } from "node:crypto";
import { initializeApp } from "firebase-admin/app";
import { getFirestore } from "firebase-admin/firestore";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { RevocationView } from "../../functions/src/contract/revocation.ts";
import { limits } from "../../functions/src/domain/limit.ts";
import { chargeLimits } from "../../functions/src/flow/chargeLimits.ts";
import { firestoreStore } from "../../functions/src/store/firestoreStore.ts";
import { phonesClient } from "../scenario/phonesClient.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { signRevocation } from "../stack/phones/holder.ts";
import { localPage } from "../stack/settings.ts";
import { freshFirestore } from "./emulated.ts";

/** What the local stack is set to: params in test/stack/settings.ts. */
const failuresPerAddress = 100;
/** After how long there is room for one more, milliseconds. */
const share = (10 * 60_000) / failuresPerAddress;

/** An address of its own for each test: TEST-NET-3 for IPv4 has too few. */
function freshAddress(): string {
  const groups = Array.from({ length: 2 }, () => randomBytes(2).toString("hex"));
  return `2001:db8:${groups.join(":")}::1`;
}

const Problem = z.object({ code: z.string() });

/** A report that nobody registered a key for: refused after its form, before anything is read. */
async function fail(from: string) {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const report = `${part({ alg: "ES256", typ: "tsm-report+jwt", kid: "none" })}.${part({})}.AAAA`;
  const response = await post(`${addressesOfStack().functionsUrl}/api/v1/tsm-reports`, { report }, from);
  const retryAfter = response.headers.get("retry-after");
  return { status: response.status, ...Problem.parse(await response.json()), retryAfter };
}

function post(url: string, body: object, from: string): Promise<Response> {
  const headers = { "content-type": "application/json", "x-forwarded-for": from };
  return fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
}

describe("failures from one address", () => {
  const address = freshAddress();
  const answers: Awaited<ReturnType<typeof fail>>[] = [];
  let took = 0;
  // One after the other: the emulator starts a process of its own for each request that finds the others busy.
  beforeAll(async () => {
    const since = performance.now();
    for (let i = 0; i < failuresPerAddress + 40; i += 1) answers.push(await fail(address));
    took = performance.now() - since;
  }, 120_000);

  test("are refused past the limit, with when to come again, and other addresses aren't", async () => {
    const told = answers.filter(({ status }) => status === 401);
    const refused = answers.filter(({ status }) => status === 429);
    expect(told.length + refused.length).toBe(answers.length);
    expect(told.length).toBeGreaterThanOrEqual(failuresPerAddress);
    expect(told.length).toBeLessThanOrEqual(failuresPerAddress + Math.ceil(took / share));
    expect(refused.length).toBeGreaterThan(0);
    for (const { code, retryAfter } of refused) {
      expect(code).toBe("rate_limited");
      expect(Number(retryAfter)).toBeGreaterThanOrEqual(1);
      expect(Number(retryAfter)).toBeLessThanOrEqual(share / 1000);
    }
    expect(await fail(freshAddress())).toMatchObject({ status: 401, code: "signature_invalid" });
  }, 60_000);

  test("keep no card at that address from revoking", async () => {
    const { hostingUrl, functionsUrl, phones } = addressesOfStack();
    const client = phonesClient(phones.url);
    const holder = await client.newHolder();
    await client.enrol(await client.newPhone(holder, "Old Phone 3"));
    const order = { devices: "all", cause: "handedOn" } as const;
    const application = await signRevocation(await client.cardOf(holder), hostingUrl, order);
    const answer = await post(`${functionsUrl}/api/v1/revocations`, { application }, address);
    expect(answer.status).toBe(201);
    const { devices } = RevocationView.parse(await answer.json());
    const states = devices.flatMap(({ certificates }) => certificates.map(({ state }) => state));
    expect(states).toEqual(["revoked", "revoked"]);
  }, 60_000);

  test("are kept under a hash: neither an address nor anything to guess it by is in the database", async () => {
    const { projectId } = addressesOfStack();
    const documents = await getFirestore(initializeApp({ projectId }, randomUUID()))
      .collection("limits")
      .get();
    expect(documents.size).toBeGreaterThan(0);
    for (const doc of documents.docs) {
      expect(doc.id).toMatch(/^[0-9a-f]{64}$/);
      expect(Object.keys(doc.data()).toSorted()).toEqual(["expiresAt", "limitId", "scope", "spentUntil"]);
      expect(JSON.stringify(doc.data())).not.toContain(address.slice(0, 18));
    }
  });
});

describe("on Firestore, an allowance", () => {
  const two = { ...limits, sessionsPerCard: { count: 2, window: 3_600_000, shards: 1 } };
  const mine = { scope: "sessionsPerCard", subject: "card-1" } as const;
  function instances(count: number) {
    const { transact } = firestoreStore(freshFirestore());
    const limitIdOf = (...parts: readonly string[]) => parts.join();
    const ports = {
      transact,
      limits: two,
      limitIdOf,
      clock: () => new Date(),
      chance: () => 0,
      log: () => undefined,
    };
    return Array.from({ length: count }, () => chargeLimits(ports));
  }

  test("is one for all instances", async () => {
    const [one, another] = instances(2);
    expect([await one?.(mine), await another?.(mine)]).toEqual([undefined, undefined]);
    expect(await one?.(mine)).toMatchObject({ refused: "rate_limited" });
    expect(await another?.(mine)).toMatchObject({ refused: "rate_limited" });
  });

  test("holds when five instances ask at once", async () => {
    const answers = await Promise.all(instances(5).map((limit) => limit(mine)));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(2);
  });
});

describe.each([
  ["a callable", () => `${addressesOfStack().functionsUrl}/replaceDevice`],
  ["the HTTP surface", () => `${addressesOfStack().functionsUrl}/api/v1/sessions`],
])("deployed as the platform serves it, %s", (_name, url) => {
  const preflight = (origin: string) =>
    fetch(url(), { method: "OPTIONS", headers: { origin, "access-control-request-method": "POST" } });

  test("lets the named origin in and no other", async () => {
    const own = await preflight(localPage);
    expect([own.status, own.headers.get("access-control-allow-origin")]).toEqual([204, localPage]);
    const foreign = await preflight("https://elsewhere.example");
    expect([foreign.status, foreign.headers.get("access-control-allow-origin")]).toEqual([204, null]);
  }, 60_000);

  test.each([
    ["nested too deep", `{"data":${"[".repeat(32_000)}${"]".repeat(32_000)}}`, 400],
    ["too large, in pieces", new Blob([JSON.stringify({ data: "x".repeat(70_000) })]).stream(), 413],
  ])("refuses a body that is %s", async (_case, body, status) => {
    const headers = { "content-type": "application/json" };
    const init = { method: "POST", headers, body, duplex: "half" } as const;
    expect((await fetch(url(), init)).status).toBe(status);
  });
});
