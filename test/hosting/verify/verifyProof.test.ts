import { describe, expect, test } from "vitest";
import { clearanceProofSigner } from "../../../functions/src/proof/clearanceProofSigner.ts";
import { publicKeySet } from "../../../functions/src/proof/commandSigner.ts";
import { proofFindings, verifyProof } from "../../../hosting/src/verify/verifyProof.ts";
import { sampleClearanceProof, sampleImei } from "../../doubles/clearanceProofs.ts";
import { newSigningKey } from "../../doubles/receipts.ts";
import { minutesLater, start } from "../../doubles/samples.ts";
import { doubtfulProofs, rightProofs, wrongProofs } from "./proofCases.ts";

const forge = { key: newSigningKey(), issuer: "https://service.example", now: start };
const trusted = { keys: publicKeySet(forge.key), issuer: forge.issuer, now: start };

describe("a proof is genuine", () => {
  test.each(rightProofs)("$name", async ({ make, shown = sampleImei }) => {
    const verified = await verifyProof({ ...trusted, jws: await make(forge), shown });
    expect(verified).toMatchObject({
      ok: true,
      reason: "genuine",
      claims: { verdict: "clear", model: "Sample 8" },
    });
  });

  test("also when a later version says more, which is left away", async () => {
    const later = Object.assign(sampleClearanceProof(start), { colour: "black" });
    const { jws } = await clearanceProofSigner(forge.key, forge.issuer)(later);
    const { ok, claims } = await verifyProof({ ...trusted, jws, shown: sampleImei });
    expect([ok, "colour" in Object(claims)]).toEqual([true, false]);
  });

  test("among other keys, also ones of a kind that isn't known here", async () => {
    const keys = {
      keys: [
        { kty: "OKP", kid: "x" },
        "no key",
        ...publicKeySet(newSigningKey("2025-1")).keys,
        ...trusted.keys.keys,
      ],
    };
    const { jws } = await clearanceProofSigner(forge.key, forge.issuer)(sampleClearanceProof(start));
    expect(await verifyProof({ ...trusted, keys, jws, shown: sampleImei })).toMatchObject({ ok: true });
  });
});

describe("a proof is genuine and not good enough, unless a weaker word is asked for,", () => {
  test.each(doubtfulProofs)("$name: $finding", async ({ make, finding, word }) => {
    const asked = { ...trusted, jws: await make(forge), shown: sampleImei };
    expect(await verifyProof(asked)).toMatchObject({ ok: false, reason: finding });
    const claims = { phone: { shownBy: word } };
    expect(await verifyProof({ ...asked, leastWord: word })).toMatchObject({
      ok: true,
      reason: finding,
      claims,
    });
    const of = { ...asked, leastWord: word } as const;
    expect(await verifyProof({ ...of, shown: "356938035643809" })).toMatchObject({
      ok: false,
      reason: "otherPhone",
    });
  });

  test("which isn't a holder's where a shop's was asked for", async () => {
    const { jws } = await clearanceProofSigner(
      forge.key,
      forge.issuer,
    )(sampleClearanceProof(start, "holder"));
    const asked = { ...trusted, jws, shown: sampleImei, leastWord: "shopByCode" } as const;
    expect(await verifyProof(asked)).toMatchObject({ ok: false, reason: "genuineByHolder" });
  });

  test("and a shop's is good enough for whoever takes a weaker one", async () => {
    const { jws } = await clearanceProofSigner(forge.key, forge.issuer)(sampleClearanceProof(start));
    expect(await verifyProof({ ...trusted, jws, shown: sampleImei, leastWord: "holder" })).toMatchObject({
      ok: true,
      reason: "genuine",
    });
  });
});

describe("a proof isn't, when it is one", () => {
  test.each(wrongProofs)("$name: $finding", async ({ make, shown = sampleImei, finding }) => {
    const { ok, reason } = await verifyProof({ ...trusted, jws: await make(forge), shown });
    expect([ok, reason]).toEqual([false, finding]);
  });

  test("that nobody has held against a phone yet: phoneNotGiven, though it says what the proof says", async () => {
    const { jws } = await clearanceProofSigner(forge.key, forge.issuer)(sampleClearanceProof(start));
    expect(await verifyProof({ ...trusted, jws })).toMatchObject({
      ok: false,
      reason: "phoneNotGiven",
      claims: { evidence: "deviceSigned", phone: { shownBy: "shop" } },
    });
  });

  test("whose key set can't be read: keyUnknown", async () => {
    const { jws } = await clearanceProofSigner(forge.key, forge.issuer)(sampleClearanceProof(start));
    for (const keys of [undefined, null, "keys", {}, { keys: {} }, { keys: [null] }])
      expect(await verifyProof({ ...trusted, keys, jws, shown: sampleImei })).toEqual({
        ok: false,
        reason: "keyUnknown",
      });
  });

  test("that lacks one of its claims, however well it is signed", async () => {
    for (const name of Object.keys(sampleClearanceProof(start))) {
      const { [name]: _left, ...rest } = Object(sampleClearanceProof(start));
      const { jws } = await clearanceProofSigner(forge.key, forge.issuer)(rest);
      expect([name, (await verifyProof({ ...trusted, jws, shown: sampleImei })).ok]).toEqual([name, false]);
    }
  });
});

test("claims of what isn't signed are never told", async () => {
  for (const { make, finding } of wrongProofs) {
    const { claims } = await verifyProof({ ...trusted, jws: await make(forge), shown: sampleImei });
    const isSigned = ["otherIssuer", "notYetValid", "expired", "phoneUnreadable", "otherPhone"].includes(
      finding,
    );
    expect([finding, claims !== undefined]).toEqual([finding, isSigned]);
  }
});

test("a proof is over to the second", async () => {
  const { jws } = await clearanceProofSigner(forge.key, forge.issuer)(sampleClearanceProof(start));
  const at = async (now: Date) => (await verifyProof({ ...trusted, jws, shown: sampleImei, now })).reason;
  const end = minutesLater(7 * 24 * 60).getTime();
  expect([await at(new Date(end - 1)), await at(new Date(end))]).toEqual(["genuine", "expired"]);
});

test("every finding is met in these tests", () => {
  const cases = [...wrongProofs, ...doubtfulProofs];
  const met = new Set([...cases.map(({ finding }) => finding), "genuine", "phoneNotGiven"]);
  expect([...met].toSorted()).toEqual([...proofFindings].toSorted());
});
