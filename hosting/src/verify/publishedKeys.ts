/** The key set of the service that serves this page; throws when it can't be had. */
export async function publishedKeys(fetch: typeof globalThis.fetch): Promise<unknown> {
  const answer = await fetch("/.well-known/jwks.json", { signal: AbortSignal.timeout(15_000) });
  if (!answer.ok) throw new Error(`the keys' address answered ${answer.status}`);
  return answer.json();
}
