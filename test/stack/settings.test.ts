import { importJWK } from "jose";
import { expect, test } from "vitest";
import { parseSchedule } from "../../functions/src/entry/durations.ts";
import { nowhere } from "../doubles/nowhere.ts";
import { freshSecrets, localParams } from "./settings.ts";

test("each run signs its commands with a key of its own, which names itself", async () => {
  const [one, other] = [await freshSecrets(), await freshSecrets()];
  const jwk = JSON.parse(one.COMMAND_SIGNING_KEY ?? "");
  expect(jwk).toMatchObject({
    kty: "EC",
    crv: "P-256",
    alg: "ES256",
    d: expect.any(String),
    kid: expect.any(String),
  });
  expect(await importJWK(jwk, "ES256")).toMatchObject({ type: "private" });
  expect(other.COMMAND_SIGNING_KEY).not.toBe(one.COMMAND_SIGNING_KEY);
});

test("the key that hashes secure elements has 32 bytes", async () => {
  const { SECURE_ELEMENT_HASH_KEY = "" } = await freshSecrets();
  expect(Buffer.from(SECURE_ELEMENT_HASH_KEY, "base64")).toHaveLength(32);
});

const setting = (text: string) => ({ name: "ATTEMPT_SCHEDULE", value: () => text });
const params = localParams({
  ...nowhere,
  tsm: { url: "http://127.0.0.1:9640", keys: [] },
  maker: { url: "http://127.0.0.1:9645", keys: [] },
  sms: { url: "http://127.0.0.1:9650" },
});

test("attempts come 300 times as fast as in a deployment, in the same proportions", () => {
  const real = "PT0S PT5M PT30M PT2H PT8H P1D P2D; P1D until P14D; P7D until P90D; P30D";
  const { points, afterwards } = parseSchedule(setting(real));
  expect(parseSchedule(setting(params.ATTEMPT_SCHEDULE ?? ""))).toEqual({
    points: points.map((point) => point / 300),
    afterwards: afterwards / 300,
  });
});

test("CRLs may come from the stack's own CAs and from nowhere else, and are never old", () => {
  expect(params).toMatchObject({ CRL_HOSTS: "127.0.0.1:1", CRL_REFRESH: "PT0S" });
});

test("the functions know where the SEI-TSM is", () => {
  expect(params.TSM_ENDPOINT).toBe("http://127.0.0.1:9640/requests");
});
