import { calculateJwkThumbprint } from "jose";
import { expect, test } from "vitest";
import { partnerThumbprint } from "../../functions/src/domain/partnerThumbprint.ts";
import { partnerSigner } from "../doubles/partners.ts";

test("the example of RFC 7638 section 3.1 has the thumbprint it gives", () => {
  const n =
    "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
  const jwk = { kty: "RSA", n, e: "AQAB", alg: "RS256", kid: "2011-04-29" } as const;
  expect(partnerThumbprint(jwk)).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
});

test.each(["ES256", "ES384", "PS256"] as const)(
  "a key for %s has the thumbprint that others give it, whatever its kid",
  async (alg) => {
    const { jwk } = partnerSigner(alg);
    const expected = await calculateJwkThumbprint({ ...jwk });
    expect(partnerThumbprint(jwk)).toBe(expected);
    expect(partnerThumbprint({ ...jwk, kid: "other" })).toBe(expected);
  },
);
