import { expect, test } from "vitest";
import type { Partner } from "../../functions/src/domain/partner.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import type { StoreUnderTest } from "./storeContract.ts";

/** Partners with all that they are registered with. */
export function testPartners(open: () => Promise<StoreUnderTest>): void {
  test("reads partners back with every kind of key, and says in a sentence who they are", async () => {
    const { store, stored } = await open();
    await store.transact(async ({ partners }) => partners.keep(partner));
    expect(await store.read(({ partners }) => partners.read("card-ca"))).toEqual(partner);
    expect((await stored("partners/card-ca"))?.summary).toBe(
      "Card CA (ca), active, may ca:events. Keys: p256, p384, rsa until 2026-11-22 09:05 UTC.",
    );
  });
}

const [x, y] = ["A".repeat(43), "A".repeat(43)];
const partner: Partner = {
  partnerId: "card-ca",
  name: "Card CA",
  kind: "ca",
  state: "active",
  scopes: ["ca:events"],
  keys: [
    { jwk: { kty: "EC", crv: "P-256", x, y, kid: "p256", alg: "ES256" }, startsAt: start },
    { jwk: { kty: "EC", crv: "P-384", x, y, kid: "p384", alg: "ES384" }, startsAt: start },
    {
      jwk: { kty: "RSA", n: "AQ", e: "AQAB", kid: "rsa", alg: "PS256" },
      startsAt: start,
      endsAt: minutesLater(5),
    },
  ],
  registeredAt: start,
  changedAt: start,
};
