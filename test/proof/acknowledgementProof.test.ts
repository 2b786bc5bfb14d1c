import { beforeAll, describe, expect, test } from "vitest";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { acknowledgementProofs } from "../../functions/src/proof/acknowledgementProof.ts";
import { withPayload } from "../doubles/signers.ts";
import { compactJws } from "../stack/phones/compactJws.ts";
import { createDeviceKey, type DeviceKey } from "../stack/phones/deviceKey.ts";

const typ = "wipe-acknowledgement+jwt";
const thumbprint = "s".repeat(43);
const answer = {
  commandId: "wipe-1.1",
  nonce: "0123456789abcdef",
  seq: 1,
  results: [
    { "x5t#S256": thumbprint, outcome: "erased", statusWord: "9000" },
    { "x5t#S256": "t".repeat(43), outcome: "notNow" },
  ],
  at: 1_795_338_000,
};

let device: DeviceKey;
beforeAll(async () => {
  device = await createDeviceKey();
});

function sign(changes: object = {}, header: object = {}): Promise<string> {
  return compactJws({ alg: "ES256", typ, ...header }, { ...answer, ...changes }, device.sign);
}

async function verify(jws: string, key = device.publicKey) {
  const peeked = acknowledgementProofs.peek(jws);
  if (isRefused(peeked)) return peeked.refused;
  const verified = await peeked.verify(key);
  return isRefused(verified) ? verified.refused : verified;
}

test("an acknowledgement by the device's key says what became of each certificate", async () => {
  expect(await verify(await sign())).toEqual({
    commandId: "wipe-1.1",
    nonce: "0123456789abcdef",
    seq: 1,
    results: [
      { thumbprint, outcome: "erased", statusWord: "9000" },
      { thumbprint: "t".repeat(43), outcome: "notNow" },
    ],
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
    answeredAt: new Date(1_795_338_000_000),
  });
});

test("the same results have the same digest whenever they were signed, and others another", async () => {
  const first = await verify(await sign());
  const again = await verify(await sign({ at: 1_795_338_999 }));
  const contradiction = await verify(
    await sign({ results: [{ "x5t#S256": thumbprint, outcome: "failed" }] }),
  );
  expect(Object(again).digest).toBe(Object(first).digest);
  expect(Object(contradiction).digest).not.toBe(Object(first).digest);
});

describe("an acknowledgement doesn't hold", () => {
  test("by another device's key, the new phone's above all", async () => {
    const { publicKey } = await createDeviceKey();
    expect(await verify(await sign(), publicKey)).toBe("signature_invalid");
  });

  test("by the key that it brings along itself", async () => {
    const jws = await sign({}, { jwk: device.publicKey });
    const { publicKey } = await createDeviceKey();
    expect(await verify(jws, publicKey)).toBe("signature_invalid");
  });

  test("with a payload that was changed after signing", async () => {
    expect(await verify(withPayload(await sign(), { ...answer, seq: 2 }))).toBe("signature_invalid");
  });

  test("with an algorithm that isn't the device key's", async () => {
    expect(await verify(await sign({}, { alg: "ES384" }))).toBe("signature_invalid");
    expect(await verify(await sign({}, { alg: "none" }))).toBe("algorithm_not_allowed");
    expect(await verify(await sign({}, { alg: "HS256" }))).toBe("algorithm_not_allowed");
  });

  test("of another type", async () => {
    expect(await verify(await sign({}, { typ: "wipe-command+jwt" }))).toBe("message_type_wrong");
  });
});

describe("an acknowledgement is malformed", () => {
  test.each([
    ["whose command has a path in it", { commandId: "wipe-1/attempts/1.1" }],
    ["whose command climbs out of the collection", { commandId: "../holders/x.1" }],
    ["whose command has no version", { commandId: "wipe-1" }],
    ["whose command has version 0", { commandId: "wipe-1.0" }],
    ["whose command's version is written otherwise", { commandId: "wipe-1.1e0" }],
    ["whose command has a name that Firestore keeps for itself", { commandId: "__wipe__.1" }],
    ["whose command is nothing but a version", { commandId: ".1" }],
    ["that counts from 0", { seq: 0 }],
    ["that counts in halves", { seq: 1.5 }],
    ["without results", { results: [] }],
    [
      "with two outcomes for one certificate",
      {
        results: [
          { "x5t#S256": thumbprint, outcome: "failed" },
          { "x5t#S256": thumbprint, outcome: "erased" },
        ],
      },
    ],
    ["with an outcome nobody knows", { results: [{ "x5t#S256": thumbprint, outcome: "done" }] }],
    [
      "with a status word in lower case",
      { results: [{ "x5t#S256": thumbprint, outcome: "failed", statusWord: "6a82" }] },
    ],
    ["with a field nobody knows", { evidence: "tsmConfirmed" }],
  ])("%s", async (_, changes) => {
    expect(await verify(await sign(changes))).toBe("malformed_request");
  });
});
