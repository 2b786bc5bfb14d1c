import { beforeAll, expect, test } from "vitest";
import type { PublicKey } from "../../functions/src/domain/device.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { clearanceRequestProofs } from "../../functions/src/proof/clearanceRequestProof.ts";
import { compactJws } from "../stack/phones/compactJws.ts";
import { createDeviceKey, type DeviceKey } from "../stack/phones/deviceKey.ts";

const audience = "https://service.example";
const now = new Date("2026-11-22T09:00:00.000Z");
const iat = now.getTime() / 1000;
const sub = "d".repeat(64);
const jti = "number-0123456789";

let device: DeviceKey;
let other: DeviceKey;
beforeAll(async () => {
  [device, other] = [await createDeviceKey(), await createDeviceKey()];
});

function sign(changes: object = {}, header: object = {}): Promise<string> {
  const claims = { aud: audience, iat, exp: iat + 300, jti, sub, ...changes };
  return compactJws({ alg: "ES256", typ: "clearance-request+jwt", ...header }, claims, device.sign);
}

async function read(jws: string, key: PublicKey = device.publicKey) {
  const claimed = clearanceRequestProofs(audience).peek(jws, now);
  if (isRefused(claimed)) return claimed.refused;
  return (await claimed.verify(key))?.refused ?? { deviceId: claimed.deviceId, jti: claimed.jti };
}

test("what a phone shows says which device it is, signed by that device's key", async () => {
  expect(await read(await sign())).toEqual({ deviceId: sub, jti });
});

test("another key's signature, and a payload that was changed, don't hold", async () => {
  expect(await read(await sign(), other.publicKey)).toBe("signature_invalid");
  const [head, , signature] = (await sign()).split(".");
  const [, payload] = (await sign({ sub: "e".repeat(64) })).split(".");
  expect(await read(`${head}.${payload}.${signature}`)).toBe("signature_invalid");
});

test.each([
  ["for another service", { aud: "https://elsewhere.example" }, "audience_wrong"],
  ["that has expired", { iat: iat - 600, exp: iat - 300 }, "proof_expired"],
  ["of the future", { iat: iat + 300, exp: iat + 600 }, "proof_not_yet_valid"],
  ["that lives longer than ten minutes", { exp: iat + 601 }, "proof_lifetime_too_long"],
  ["without a number", { jti: undefined }, "malformed_request"],
  ["that says more", { name: "Hanako" }, "malformed_request"],
])("one %s is refused", async (_, changes, refusal) => {
  expect(await read(await sign(changes))).toBe(refusal);
});

test("a request for commands doesn't pass for one: the type tells them apart", async () => {
  expect(await read(await sign({}, { typ: "command-request+jwt" }))).toBe("message_type_wrong");
});
