import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { callable } from "../../functions/src/entry/callable.ts";
import { httpApp } from "../../functions/src/entry/http/app.ts";
import { deployHere } from "../doubles/deployment.ts";
import { limitsInMemory } from "../doubles/limitsInMemory.ts";
import { callableApp, codeOf, serve } from "../doubles/serve.ts";
import { certify, quickHierarchy, signedBy } from "../doubles/signers.ts";

const two = { failuresPerAddress: { count: 2, window: 600_000, shards: 1 } };

const answers = {
  holds: { taken: true },
  fails: refuse("signature_invalid"),
  isUnknown: refuse("device_unknown"),
  isWithdrawn: refuse("wipe_ended"),
} as const;
const Proof = z.strictObject({ proof: z.enum(["holds", "fails", "isUnknown", "isWithdrawn"]) });

let api: Awaited<ReturnType<typeof serve>>;
let called: Awaited<ReturnType<typeof serve>>;
let untrusted: string;
beforeAll(async () => {
  await deployHere({ requireAppCheck: false });
  const claims = { devices: "all", cause: "lost" };
  untrusted = await signedBy(await certify(await quickHierarchy("card")), {
    typ: "revocation-application+jwt",
    claims,
  });
  const ports = { limit: limitsInMemory(two) };
  const call = callable(Proof, async ({ proof }) => answers[proof], { failures: ["device_unknown"], ports });
  called = await serve(callableApp(call));
  api = await serve(httpApp(limitsInMemory(two)));
});
afterAll(() => Promise.all([api.end(), called.end()]));

function apply(from: string): Promise<Response> {
  const headers = { "content-type": "application/json", "x-forwarded-for": from };
  const body = JSON.stringify({ application: untrusted });
  return fetch(`${api.url}/v1/revocations`, { method: "POST", headers, body });
}

function prove(proof: keyof typeof answers, from: string) {
  const headers = { "content-type": "application/json", "x-forwarded-for": from };
  return called.call("/", { method: "POST", headers, body: JSON.stringify({ data: { proof } }) });
}

describe("proofs that don't hold, over HTTP,", () => {
  test("are too many in the end: 429, with the seconds to wait in the header and in the problem", async () => {
    for (let i = 0; i < 2; i += 1) expect((await apply("203.0.113.1")).status).toBe(401);
    const later = await apply("203.0.113.1");
    expect(later.status).toBe(429);
    expect(later.headers.get("content-type")).toContain("application/problem+json");
    const problem = z.object({ code: z.string(), retryAfter: z.int() }).parse(await later.json());
    expect(problem.code).toBe("rate_limited");
    expect(problem.retryAfter).toBeGreaterThan(290);
    expect(problem.retryAfter).toBeLessThanOrEqual(300);
    expect(later.headers.get("retry-after")).toBe(String(problem.retryAfter));
  });

  test("count for the address that Google saw, whatever the client writes before it", async () => {
    for (let i = 0; i < 3; i += 1) await apply(`198.51.100.${i}, 203.0.113.2`);
    expect((await apply("198.51.100.9, 203.0.113.2")).status).toBe(429);
    expect((await apply("203.0.113.2, 198.51.100.9")).status).toBe(401);
  });
});

describe("proofs that don't hold, in a callable,", () => {
  test("are too many in the end: resource-exhausted, with the seconds to wait in the details", async () => {
    for (let i = 0; i < 2; i += 1) expect((await prove("fails", "203.0.113.3")).status).toBe(401);
    const later = await prove("fails", "203.0.113.3");
    expect(later.status).toBe(429);
    expect(later.json).toMatchObject({
      error: {
        status: "RESOURCE_EXHAUSTED",
        details: { code: "rate_limited", retryAfter: expect.any(Number) },
      },
    });
  });

  test("take nothing from those that do: one behind the same address is answered, however many failed", async () => {
    for (let i = 0; i < 4; i += 1) await prove("fails", "203.0.113.4");
    expect(await prove("holds", "203.0.113.4")).toMatchObject({ json: { result: { taken: true } } });
    expect(codeOf(await prove("isWithdrawn", "203.0.113.4"))).toBe("wipe_ended");
  });

  test("are also what this call alone takes for one", async () => {
    for (let i = 0; i < 2; i += 1)
      expect(codeOf(await prove("isUnknown", "203.0.113.5"))).toBe("device_unknown");
    expect(codeOf(await prove("isUnknown", "203.0.113.5"))).toBe("rate_limited");
  });

  test("are none where the request was turned down for something else", async () => {
    for (let i = 0; i < 4; i += 1) await prove("isWithdrawn", "203.0.113.6");
    expect(codeOf(await prove("fails", "203.0.113.6"))).toBe("signature_invalid");
  });
});
