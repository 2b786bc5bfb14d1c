import "reflect-metadata";
import { X509Certificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { CRLNumber, id_ce_cRLNumber } from "@peculiar/asn1-x509";
import { X509Certificate as PeculiarCertificate, X509Crl } from "@peculiar/x509";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { RunningStandIn } from "../standIn.ts";
import { startAuthorities } from "./authorities.ts";
import { Card } from "./cards.ts";
import { PhoneCertificate } from "./phoneCertificates.ts";

const Ready = z.object({ url: z.url(), cardCa: z.base64(), phoneCa: z.base64() });

let running: RunningStandIn;
let ready: z.infer<typeof Ready>;

beforeAll(async () => {
  running = await startAuthorities({ port: 0, service: "http://127.0.0.1:1" }, () => {});
  ready = Ready.parse(running.ready);
});
afterAll(() => running.stop());

function post(path: string, body: unknown): Promise<Response> {
  return fetch(`${ready.url}${path}`, { method: "POST", body: JSON.stringify(body) });
}

async function newCard(body: unknown): Promise<Card> {
  return Card.parse(await (await post("/cards", body)).json());
}

/** Whether signatures and names lead from the card up to the card CA's root; says nothing about extensions. */
function leadsToRoot({ certificate, chain }: Card): boolean {
  const root = new X509Certificate(Buffer.from(ready.cardCa, "base64"));
  const path = [...[certificate, ...chain].map((pem) => new X509Certificate(pem)), root];
  return path.every((one, depth) => {
    const issuer = path[depth + 1];
    return !issuer || (one.issuer === issuer.subject && one.verify(issuer.publicKey));
  });
}

async function fetchCrl(path: string): Promise<X509Crl> {
  return new X509Crl(await (await fetch(`${ready.url}${path}`)).arrayBuffer());
}

describe("a card", () => {
  test.each([
    ["RS256", "rsa", undefined],
    ["ES256", "ec", "prime256v1"],
    ["ES384", "ec", "secp384r1"],
  ])("for %s has a fitting key and leads to the card CA's root", async (algorithm, type, namedCurve) => {
    const card = await newCard({ algorithm });
    const { publicKey } = new X509Certificate(card.certificate);
    expect(publicKey.asymmetricKeyType).toBe(type);
    expect(publicKey.asymmetricKeyDetails?.namedCurve).toBe(namedCurve);
    expect(leadsToRoot(card)).toBe(true);
  });

  test("asked for with a field that doesn't exist is refused and says which", async () => {
    const response = await post("/cards", { algoritm: "RS256" });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("algoritm");
  });

  test("is out of its validity when it should be expired or not yet valid", async () => {
    const [old, early] = [await newCard({ fault: "expired" }), await newCard({ fault: "notYetValid" })];
    expect(new X509Certificate(old.certificate).validToDate.getTime()).toBeLessThan(Date.now());
    expect(new X509Certificate(early.certificate).validFromDate.getTime()).toBeGreaterThan(Date.now());
  });

  test("doesn't lead to the root when the issuer's name or the root is another", async () => {
    expect(leadsToRoot(await newCard({ fault: "wrongIssuer" }))).toBe(false);
    expect(leadsToRoot(await newCard({ fault: "foreignRoot" }))).toBe(false);
  });

  test("below another card leads to the root by signatures, but its issuer is no CA", async () => {
    const card = await newCard({ fault: "caFalseIssuer", algorithm: "ES256" });
    expect(leadsToRoot(card)).toBe(true);
    expect(new X509Certificate(card.chain[0] ?? "").ca).toBe(false);
  });

  test("leads to the root with a fault that lies in its extensions alone", async () => {
    expect(leadsToRoot(await newCard({ fault: "unknownCriticalExtension" }))).toBe(true);
    expect(leadsToRoot(await newCard({ fault: "noKeyUsage" }))).toBe(true);
  });
});

test("a phone's signing certificate carries the cardholder's name, its authentication certificate doesn't", async () => {
  const { serial } = await newCard({ algorithm: "ES256", subject: "CN=Made Up, C=JP" });
  const publicKey = {
    kty: "EC",
    crv: "P-256",
    x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
    y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0",
  };
  const subjects: string[] = [];
  for (const kind of ["signing", "authentication"]) {
    const response = await post("/phone-certificates", { publicKey, kind, cardSerial: serial });
    const { certificate } = PhoneCertificate.parse(await response.json());
    subjects.push(new X509Certificate(certificate).subject);
  }
  expect(subjects).toEqual(["CN=Made Up\nC=JP", "CN=Phone authentication\nO=Katazuke local stack\nC=JP"]);
});

test("a revoked serial is on the issuing CA's signed CRL, whose number has risen", async () => {
  const { serial, chain } = await newCard({ algorithm: "ES256" });
  const before = await fetchCrl("/card-ca.crl");
  expect((await post("/revoke", { serial })).status).toBe(204);
  const after = await fetchCrl("/card-ca.crl");
  const issuing = new PeculiarCertificate(chain[0] ?? "");
  expect(await after.verify({ publicKey: await issuing.publicKey.export() })).toBe(true);
  expect(before.findRevoked(serial)).toBeNull();
  expect(after.findRevoked(serial)?.serialNumber).toBe(serial);
  expect(numberOf(after)).toBeGreaterThan(numberOf(before));
});

test("the lists can be made stale, or be gone, and come back", async () => {
  const serve = (crls: string) => post("/crls", { crls });
  await serve("absent");
  expect((await fetch(`${ready.url}/phone-ca.crl`)).status).toBe(503);
  await serve("stale");
  expect((await fetchCrl("/phone-ca.crl")).nextUpdate?.getTime()).toBeLessThan(Date.now());
  await serve("fresh");
  expect((await fetchCrl("/phone-ca.crl")).nextUpdate?.getTime()).toBeGreaterThan(Date.now());
});

test("a serial that nobody issued can't be revoked", async () => {
  expect((await post("/revoke", { serial: "4a00" })).status).toBe(404);
});

function numberOf(crl: X509Crl): number {
  const extension = crl.extensions.find(({ type }) => type === id_ce_cRLNumber);
  return extension ? AsnConvert.parse(extension.value, CRLNumber).value : Number.NaN;
}
