import { createHmac } from "node:crypto";
import { importJWK } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { describe as describeError } from "../../functions/src/contract/describe.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { parseJws, verifyJws } from "../../functions/src/proof/compactJws.ts";
import { compactJws } from "../stack/phones/compactJws.ts";
import { createDeviceKey, type DeviceKey } from "../stack/phones/deviceKey.ts";

const typ = "session-application+jwt";
const usual = { alg: "ES256", typ };
const Greeting = z.strictObject({ greeting: z.string() });

function part(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function parse(jws: string) {
  return parseJws(jws, typ);
}

function refusalOf(result: unknown) {
  return isRefused(result) ? result.refused : "not refused";
}

function withHeader(header: object): string {
  return `${part({ ...usual, ...header })}.${part({})}.c2ln`;
}

test("a JWS is taken apart into what its header says and its payload", () => {
  const jws = `${part({ ...usual, x5c: ["AAAA"] })}.${part({ greeting: "hello" })}.c2ln`;
  expect(parse(jws)).toEqual({
    jws,
    algorithm: "ES256",
    x5c: ["AAAA"],
    jwk: undefined,
    payload: { greeting: "hello" },
  });
});

describe("a serialisation is refused as malformed", () => {
  const [head, body] = [part(usual), part({})];
  test.each([
    ["with unused bits that aren't zero", `${head}.e31.c2ln`],
    ["with unused bits in the signature", `${head}.${body}.c2lz0f`],
    ["with padding", `${head}.e30=.c2ln`],
    ["with a space inside", `${head}.e3 0.c2ln`],
    ["with a space around", ` ${head}.${body}.c2ln`],
    ["with a line feed at the end", `${head}.${body}.c2ln\n`],
    ["in base64 instead of base64url", `${head}.${body}.c2+/`],
    ["with one character too many", `${head}.e30AA.c2ln`],
    ["of two parts", `${head}.${body}`],
    ["of four parts", `${head}.${body}.c2ln.c2ln`],
    ["without a signature", `${head}.${body}.`],
    ["without a payload (detached)", `${head}..c2ln`],
    ["as JSON", JSON.stringify({ protected: head, payload: body, signature: "c2ln" })],
    ["of 16,385 characters", `${head}.${body}.${"A".repeat(16_385 - head.length - body.length - 2)}`],
    ["that is empty", ""],
    ["whose payload isn't JSON", `${head}.${Buffer.from("hello").toString("base64url")}.c2ln`],
    ["whose payload isn't UTF-8", `${head}.${Buffer.from([0x22, 0xff, 0x22]).toString("base64url")}.c2ln`],
    [
      "with a member twice in the payload",
      `${head}.${Buffer.from('{"a":1,"a":1}').toString("base64url")}.c2ln`,
    ],
    ["whose header isn't an object", `${part([usual])}.${body}.c2ln`],
  ])("%s", (_, jws) => {
    expect(refusalOf(parse(jws))).toBe("malformed_request");
  });
});

test.each([
  ["typ", `{"alg":"ES256","typ":"another+jwt","typ":"${typ}"}`],
  ["alg", `{"alg":"none","typ":"${typ}","alg":"ES256"}`],
  ["alg in escapes", `{"alg":"none","typ":"${typ}","\\u0061lg":"ES256"}`],
  ["a member of jwk", `{"alg":"ES256","typ":"${typ}","jwk":{"kty":"RSA","kty":"EC"}}`],
])("a header with %s twice is refused as malformed", (_, header) => {
  expect(refusalOf(parse(`${Buffer.from(header).toString("base64url")}.${part({})}.c2ln`))).toBe(
    "malformed_request",
  );
});

describe("a header is refused as malformed", () => {
  test.each([
    ["crit", { crit: ["exp"] }],
    ["b64", { b64: false, crit: ["b64"] }],
    ["jku", { jku: "https://attacker.example/keys" }],
    ["x5u", { x5u: "https://attacker.example/chain" }],
    ["zip", { zip: "DEF" }],
    ["a member nobody knows", { favourite: "colour" }],
    ["an empty x5c", { x5c: [] }],
    ["an x5c of six certificates", { x5c: ["AAAA", "AAAA", "AAAA", "AAAA", "AAAA", "AAAA"] }],
    ["an x5c in base64url", { x5c: ["AA-_"] }],
    ["an x5c with spaces", { x5c: ["AA AA"] }],
    ["an x5c that is a text", { x5c: "AAAA" }],
    ["no typ", { typ: undefined }],
    ["no alg", { alg: undefined }],
    ["two algs in a list", { alg: ["ES256", "none"] }],
  ])("with %s", (_, header) => {
    expect(refusalOf(parse(withHeader(header)))).toBe("malformed_request");
  });
});

describe("an algorithm outside the list is refused as such:", () => {
  test.each([
    "none",
    "None",
    "HS256",
    "HS384",
    "HS512",
    "ES256K",
    "ES512",
    "EdDSA",
    "Ed25519",
    "PS256",
    "RS384",
    "RS512",
    "RS1",
    "es256",
    "RSA-OAEP",
    "",
  ])("%j", (alg) => {
    expect(refusalOf(parse(withHeader({ alg })))).toBe("algorithm_not_allowed");
  });
});

test.each(["RS256", "ES256", "ES384"])("%s is in the list", (alg) => {
  expect(parse(withHeader({ alg }))).toMatchObject({ algorithm: alg });
});

test.each(["JWT", "revocation-application+jwt", "SESSION-APPLICATION+JWT", ""])(
  "a message of type %j is refused where a session application is wanted",
  (other) => {
    expect(refusalOf(parse(withHeader({ typ: other })))).toBe("message_type_wrong");
  },
);

describe("a signature", () => {
  let key: DeviceKey;
  let jws: string;
  beforeAll(async () => {
    key = await createDeviceKey();
    jws = await compactJws(usual, { greeting: "hello" }, key.sign);
  });

  async function verify(text: string, signer = key) {
    const unverified = parse(text);
    if (isRefused(unverified)) return unverified;
    const imported = await importJWK(signer.publicKey, "ES256");
    if (imported instanceof Uint8Array) throw new Error("not a public key");
    return verifyJws(unverified, imported, Greeting);
  }

  function resigned(signature: Uint8Array): string {
    return jws.replace(/[^.]+$/, Buffer.from(signature).toString("base64url"));
  }

  test("that holds gives the payload in the contract's shape", async () => {
    expect(await verify(jws)).toEqual({ greeting: "hello" });
  });

  test("of another key doesn't hold", async () => {
    expect(refusalOf(await verify(jws, await createDeviceKey()))).toBe("signature_invalid");
  });

  test("over another payload doesn't hold", async () => {
    const forged = jws.replace(/\.[^.]+\./, `.${part({ greeting: "goodbye" })}.`);
    expect(refusalOf(await verify(forged))).toBe("signature_invalid");
  });

  test("over another header doesn't hold", async () => {
    const forged = jws.replace(/^[^.]+/, part({ ...usual, kid: "another" }));
    expect(refusalOf(await verify(forged))).toBe("signature_invalid");
  });

  test.each([
    ["of zeros alone", new Uint8Array(64)],
    ["of 63 bytes", new Uint8Array(63).fill(1)],
    ["of 65 bytes", new Uint8Array(65).fill(1)],
    ["in DER", Buffer.from("3006020101020101", "hex")],
  ])("%s doesn't hold", async (_, signature) => {
    expect(refusalOf(await verify(resigned(signature)))).toBe("signature_invalid");
  });

  test("by HMAC with the public key doesn't get as far as a key", async () => {
    const input = `${part({ ...usual, alg: "HS256" })}.${part({ greeting: "hello" })}`;
    const mac = createHmac("sha256", JSON.stringify(key.publicKey)).update(input).digest("base64url");
    expect(refusalOf(await verify(`${input}.${mac}`))).toBe("algorithm_not_allowed");
  });

  test("made with a P-256 key but called ES384 doesn't hold", async () => {
    const renamed = await compactJws({ ...usual, alg: "ES384" }, { greeting: "hello" }, key.sign);
    expect(refusalOf(await verify(renamed))).toBe("signature_invalid");
  });

  test("that holds over a payload of another shape is a malformed request", async () => {
    const more = await compactJws(usual, { greeting: "hello", more: 1 }, key.sign);
    expect(refusalOf(await verify(more))).toBe("malformed_request");
  });
});

describe("what is said about a wrong payload", () => {
  const Nested = z.strictObject({ one: z.strictObject({ count: z.int().max(3) }), kind: z.enum(["a", "b"]) });

  test("names our fields and rules", () => {
    const { error = new z.ZodError([]) } = Nested.safeParse({ one: { count: 4 }, kind: "c" });
    expect(describeError(error)).toBe(
      'one.count: Too big: expected number to be <=3; kind: Invalid option: expected one of "a"|"b"',
    );
  });

  test("repeats neither a value nor the name of a field we don't know", () => {
    const sent = { one: { count: "Sato Hanako", "Suzuki Ichiro": 1 }, kind: "Tanaka Ren", "Ito Sakura": 2 };
    const { error = new z.ZodError([]) } = Nested.safeParse(sent);
    const said = describeError(error);
    expect(said).not.toMatch(/Sato|Suzuki|Tanaka|Ito/);
    expect(said).toContain("the whole: has a field that isn't known");
  });
});
