import "reflect-metadata";
import { createPublicKey } from "node:crypto";
import {
  CRLNumber,
  CRLReason,
  CRLReasons,
  IssuingDistributionPoint,
  id_ce_cRLNumber,
  id_ce_cRLReasons,
  id_ce_deltaCRLIndicator,
  id_ce_freshestCRL,
  id_ce_issuingDistributionPoint,
} from "@peculiar/asn1-x509";
import { Extension } from "@peculiar/x509";
import { beforeAll, describe, expect, test } from "vitest";
import { readCrl } from "../../../functions/src/proof/path/crl.ts";
import { minutesFromNow, newCrl, readNewCrl } from "../../doubles/crlMaker.ts";
import { extension, newRoot } from "../../doubles/paths.ts";
import type { Authority } from "../../stack/authorities/authority.ts";

let root: Authority;
beforeAll(async () => {
  root = await newRoot();
});

const unknown = (isCritical: boolean) =>
  new Extension("1.3.6.1.4.1.99999.1", isCritical, new Uint8Array([5, 0]));
const number = extension(id_ce_cRLNumber, new CRLNumber(7), false);

test("a CRL says whose it is, from when until when it holds, and which serial numbers are on it", async () => {
  const earliest = minutesFromNow(-5);
  const crl = await readNewCrl(root, { revoked: ["5a01", "5a0203"], from: -5, until: 10 });
  expect(crl.issuer).toEqual(['["2.5.4.3=root"]', '["2.5.4.6=jp"]']);
  expect(crl.thisUpdate >= earliest && crl.thisUpdate <= minutesFromNow(-5)).toBe(true);
  expect(crl.nextUpdate).toEqual(minutesFromNow(15, crl.thisUpdate.getTime()));
  expect([...crl.revoked]).toEqual(["5a01", "5a0203"]);
});

test("it is signed by its issuer's key and by no other", async () => {
  const crl = await readNewCrl(root);
  const keyOf = ({ certificate }: Authority) => certificate.publicKey.toString("pem");
  expect(crl.isSignedBy(createPublicKey(keyOf(root)))).toBe(true);
  expect(crl.isSignedBy(createPublicKey(keyOf(await newRoot())))).toBe(false);
  expect(crl.isSignedBy(createPublicKey(keyOf(root)))).toBe(true);
});

test("reasons, numbers and whatever isn't critical don't stand in the way", async () => {
  const reason = extension(id_ce_cRLReasons, new CRLReason(CRLReasons.certificateHold), false);
  const wishes = {
    revoked: ["5a01"],
    entryExtensions: [reason, unknown(false)],
    extensions: [number, unknown(false)],
  };
  expect((await readNewCrl(root, wishes)).revoked.has("5a01")).toBe(true);
});

describe("a CRL is outside the profile", () => {
  const scope = (indirectCRL: boolean) =>
    extension(id_ce_issuingDistributionPoint, new IssuingDistributionPoint({ indirectCRL }));

  test.each([
    ["with a critical extension that nobody knows", { extensions: [unknown(true)] }],
    ["with such an extension on an entry", { revoked: ["5a01"], entryExtensions: [unknown(true)] }],
    [
      "that only says what changed (delta)",
      { extensions: [extension(id_ce_deltaCRLIndicator, new CRLNumber(1))] },
    ],
    [
      "that has delta CRLs (freshestCRL)",
      { extensions: [extension(id_ce_freshestCRL, new CRLNumber(1), false)] },
    ],
    ["that is about other CAs' certificates (indirect)", { extensions: [number, scope(true)] }],
    ["with the same extension twice", { extensions: [number, number] }],
    ["signed with SHA-1", { hash: "SHA-1" }],
  ])("%s", async (_, wishes) => {
    const der = await newCrl(root, wishes);
    expect(() => readCrl(der)).toThrow();
  });

  test("cut short, with a byte more, or of another version", async () => {
    const der = Buffer.from(await newCrl(root, { extensions: [number] }));
    expect(() => readCrl(der.subarray(0, -1))).toThrow();
    expect(() => readCrl(Buffer.concat([der, Buffer.from([0])]))).toThrow();
    const version = der.indexOf(Buffer.from([2, 1, 1]));
    const other = Buffer.from(der);
    other.writeUInt8(0, version + 2);
    expect(() => readCrl(other)).toThrow(/version/);
  });
});
