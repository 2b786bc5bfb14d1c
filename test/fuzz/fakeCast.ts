import type { Cast } from "./cast.ts";
import type { Signers } from "./signers.ts";

/** A cast that no service knows: enough to make requests with. */
export function fakeCast(): Cast {
  const signer = {
    header: { alg: "ES256" },
    sign: async () => new Uint8Array(64),
    known: () => ({ aud: "https://service.example", iat: 1, exp: 2, jti: "j".repeat(16), seq: 1 }),
  };
  const signers: Signers = {
    card: signer,
    newKey: signer,
    signing: signer,
    authentication: signer,
    device: signer,
    leaving: signer,
    tsm: signer,
    maker: signer,
    ca: signer,
  };
  const headers = { authorization: "Bearer a.b.c", "x-firebase-appcheck": "a.b.c" };
  const ids = { revocationId: "f".repeat(64), holdId: "f".repeat(64), clearanceId: "f".repeat(64) };
  const renew = { leaving: async () => undefined };
  return {
    signers,
    renew,
    headers,
    agentHeaders: { authorization: "Bearer a.b.c" },
    clerkHeaders: { authorization: "Bearer a.b.c" },
    ids,
    facts: {},
    secrets: [],
  };
}
