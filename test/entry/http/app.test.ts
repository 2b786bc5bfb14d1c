import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Problem } from "../../../functions/src/contract/problem.ts";
import { httpApp } from "../../../functions/src/entry/http/app.ts";
import { longestBody } from "../../../functions/src/entry/ownBodies.ts";
import { deployHere } from "../../doubles/deployment.ts";
import { limitsInMemory } from "../../doubles/limitsInMemory.ts";
import { expectProblem, marker } from "../../doubles/problems.ts";
import { serve } from "../../doubles/serve.ts";
import { type Certified, certify, quickHierarchy, signedBy } from "../../doubles/signers.ts";

const json = { "content-type": "application/json" };

let api: Awaited<ReturnType<typeof serve>>;
let card: Certified;
beforeAll(async () => {
  card = await certify((await deployHere({ requireAppCheck: true })).card);
  api = await serve(httpApp(limitsInMemory()));
});
afterAll(() => api.end());

function post(path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = json) {
  return api.call(path, { method: "POST", body, headers });
}

describe.each(["/v1/sessions", "/v1/revocations"])("POST %s", (path) => {
  test.each([
    ["malformed JSON", `{"application":"${marker}`],
    ["JSON that isn't an object", JSON.stringify(marker)],
    ["null", "null"],
    ["an empty object", "{}"],
    ["no bytes at all", ""],
    ["an unknown field", JSON.stringify({ application: "a.b.c", [marker]: marker })],
    ["a field that is no JWS", JSON.stringify({ application: marker })],
    ["a JWS whose parts are no JSON", JSON.stringify({ application: `${marker}.${marker}.${marker}` })],
    ["a list", JSON.stringify([{ application: "a.b.c" }])],
    ["a field of another type", JSON.stringify({ application: { [marker]: 1 } })],
  ])("refuses %s as malformed", async (_, body) => {
    expectProblem(await post(path, body), 400, "malformed_request");
  });

  test("refuses bytes that aren't UTF-8", async () => {
    expectProblem(await post(path, new Uint8Array([0x22, 0xff, 0xfe, 0x22])), 400, "malformed_request");
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])(
    "refuses a body of type %j",
    async (type) => {
      const body = JSON.stringify({ application: marker });
      expectProblem(await post(path, body, { "content-type": type }), 415, "media_type_unsupported");
    },
  );

  test("takes JSON whose type names a charset", async () => {
    const headers = { "content-type": "application/json; charset=utf-8" };
    expectProblem(await post(path, "{}", headers), 400, "malformed_request");
  });

  test("refuses a body above the limit by its content-length", async () => {
    expectProblem(await post(path, oversized()), 413, "body_too_large");
  });

  test("refuses a body above the limit that doesn't say how long it is", async () => {
    const body = new Blob([oversized()]).stream();
    const init = { method: "POST", body, duplex: "half", headers: json } as const;
    expectProblem(await api.call(path, init), 413, "body_too_large");
  });

  test("reads a body of exactly the limit", async () => {
    const body = JSON.stringify({ application: "" }).padEnd(longestBody, " ");
    expectProblem(await post(path, body), 400, "malformed_request");
  });

  test("refuses a body that unpacks to more than the limit, and a packing it doesn't know", async () => {
    const packed = new Uint8Array(gzipSync(oversized()));
    expectProblem(await post(path, packed, { ...json, "content-encoding": "gzip" }), 413, "body_too_large");
    expectProblem(
      await post(path, "{}", { ...json, "content-encoding": "made-up" }),
      400,
      "malformed_request",
    );
  });
});

describe.each([
  ["/v1/ca-events", "event"],
  ["/v1/tsm-reports", "report"],
])("POST %s", (path, field) => {
  test.each<[string, unknown, number, string]>([
    ["an empty object", {}, 400, "malformed_request"],
    ["another field", { application: "a.b.c" }, 400, "malformed_request"],
    ["what is no JWS", { [field]: marker }, 400, "malformed_request"],
    ["a JWS whose parts are no JSON", { [field]: `${marker}.${marker}.${marker}` }, 400, "malformed_request"],
    ["a message by HMAC", { [field]: unsigned("HS256") }, 400, "algorithm_not_allowed"],
    ["a message without a signature", { [field]: unsigned("none") }, 400, "algorithm_not_allowed"],
    ["another type of message", { [field]: unsigned("ES256") }, 400, "message_type_wrong"],
  ])("refuses %s", async (_, body, status, code) => {
    expectProblem(await post(path, JSON.stringify(body)), status, code);
  });

  test("says nothing but that it isn't believed to who names no partner", async () => {
    const typ = path === "/v1/ca-events" ? "ca-event+jwt" : "tsm-report+jwt";
    const body = { [field]: unsigned("ES256", typ) };
    expectProblem(await post(path, JSON.stringify(body)), 401, "signature_invalid");
  });

  function unsigned(alg: string, typ = "session-application+jwt"): string {
    const parts = [
      { alg, typ, kid: "key-1" },
      { iss: `../${marker}`, jti: marker },
    ];
    const [head, payload] = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
    return [head, payload, "c2ln"].join(".");
  }
});

test("refusals are counted by the route as it is registered, whatever path was asked for", async () => {
  const counted: string[] = [];
  const count = (at: string, refusal: string) => counted.push(`${at}: ${refusal}`);
  const counting = await serve(httpApp(limitsInMemory(), count));
  await counting.call(`/v1/revocations/${marker}`);
  await counting.call("/v1/sessions", { method: "POST", body: "{}", headers: json });
  await counting.call(`/${marker}`);
  await counting.call("/v1/keys", { method: "POST", body: oversized(), headers: json });
  await counting.end();
  expect(counted).toEqual([
    "GET /v1/revocations/:revocationId: not_signed_in",
    "POST /v1/sessions: malformed_request",
    "no route: route_unknown",
    "no route: body_too_large",
  ]);
});

describe("GET /v1/revocations/{id}", () => {
  test.each<[string, Record<string, string>]>([
    ["without a token", {}],
    ["with another scheme", { authorization: `Basic ${marker}` }],
    ["with an empty token", { authorization: "Bearer " }],
  ])("%s is not signed in", async (_, headers) => {
    expectProblem(await api.call(`/v1/revocations/${"0".repeat(64)}`, { headers }), 401, "not_signed_in");
  });
});

describe("an application that doesn't hold", () => {
  const session = "session-application+jwt";
  const claims = { jti: `${marker}-used-once` };

  test.each<[string, number, string, () => Promise<string>]>([
    ["without a signature", 400, "algorithm_not_allowed", () => forged("none")],
    ["by HMAC", 400, "algorithm_not_allowed", () => forged("HS256")],
    [
      "for somebody else",
      401,
      "audience_wrong",
      () => sign({ claims: { ...claims, aud: `https://${marker}` } }),
    ],
    [
      "that expired",
      401,
      "proof_expired",
      () => sign({ claims: { iat: 1_000_000_000, exp: 1_000_000_300 } }),
    ],
    ["from the future", 401, "proof_not_yet_valid", () => sign({ claims: { iat: 4e9, exp: 4e9 + 300 } })],
    ["without a chain", 401, "chain_untrusted", () => sign({ header: { x5c: undefined } })],
    ["with half a chain", 401, "chain_untrusted", () => sign({ header: { x5c: card.x5c.slice(0, 1) } })],
    ["of another type", 400, "message_type_wrong", () => sign({ typ: "revocation-application+jwt" })],
    ["with a field nobody knows", 400, "malformed_request", () => sign({ claims: { [marker]: marker } })],
  ])("(%s) is a problem that says why", async (_, status, code, application) => {
    expectProblem(
      await post("/v1/sessions", JSON.stringify({ application: await application() })),
      status,
      code,
    );
  });

  test("because a stranger's CA certified its signer is untrusted", async () => {
    const stranger = await certify(await quickHierarchy("card"));
    const application = await signedBy(stranger, { typ: session, claims });
    expectProblem(await post("/v1/sessions", JSON.stringify({ application })), 401, "chain_untrusted");
  });

  function sign(parts: { typ?: string; header?: object; claims?: object }): Promise<string> {
    return signedBy(card, { typ: session, claims, ...parts });
  }

  async function forged(alg: string): Promise<string> {
    const [, ...rest] = (await sign({})).split(".");
    const head = Buffer.from(JSON.stringify({ alg, typ: session, x5c: card.x5c })).toString("base64url");
    return [head, ...rest].join(".");
  }
});

describe("a failure of ours", () => {
  test("is a 500 with nothing in it but the id that it was logged under", async () => {
    const answer = await api.call("/v1/keys");
    expectProblem(answer, 500, "internal");
    const { correlationId, ...rest } = Problem.parse(answer.json);
    expect(correlationId).toMatch(/^[0-9a-f-]{36}$/);
    expect(rest).toEqual({
      type: "about:blank",
      title: "Something failed on our side; try again",
      status: 500,
      code: "internal",
    });
  });
});

test("no answer says what it is made with", async () => {
  const { headers } = await fetch(`${api.url}/v1/sessions`, { method: "POST" });
  expect(headers.get("x-powered-by")).toBeNull();
  expect(headers.get("etag")).toBeNull();
});

function oversized(): string {
  return JSON.stringify({ application: marker, filling: "x".repeat(longestBody) });
}
