import { type CryptoKey, importJWK } from "jose";
import { KeySet } from "../../../functions/src/contract/keys.ts";

/** Finds a published key by its `kid`; undefined when it isn't published. Throws when the keys can't be fetched. */
export type FindKey = (kid: string) => Promise<CryptoKey | undefined>;

/** The keys that wipe commands are verified with, kept by `kid` and fetched again for one that isn't known yet. */
export function createKeySet(hostingUrl: string): FindKey {
  const known = new Map<string, CryptoKey>();
  return async (kid) => {
    if (!known.has(kid)) await fetchInto(known, hostingUrl);
    return known.get(kid);
  };
}

async function fetchInto(known: Map<string, CryptoKey>, hostingUrl: string): Promise<void> {
  const response = await fetch(`${hostingUrl}/.well-known/jwks.json`, {
    signal: AbortSignal.timeout(10_000),
  });
  if (!response.ok) throw new Error(`the published keys answered ${response.status}`);
  for (const key of KeySet.parse(await response.json()).keys) {
    const imported = await importJWK(key, "ES256");
    if (!(imported instanceof Uint8Array)) known.set(key.kid, imported);
  }
}
