import type { FetchCrl } from "../flow/ports.ts";

/** The largest CRL that is taken, bytes: about 200,000 entries. */
const largest = 8 * 1024 * 1024;

/**
 * Fetches CRLs over HTTP, which is safe because they are signed (RFC 5280 section 8). From the listed hosts only, and
 * wherever they redirect to is not followed, so that no certificate can make us call anything else. Somebody is waiting:
 * `patience` is how long a list may take to come, milliseconds.
 */
export function crlFetcher(hosts: readonly string[], patience = 8_000): FetchCrl {
  return async (address) => {
    const url = new URL(address);
    const isWeb = url.protocol === "http:" || url.protocol === "https:";
    if (!isWeb || !hosts.includes(url.host) || url.username !== "" || url.password !== "")
      throw failure("CRL_HOSTS doesn't have this host", "host_not_in_CRL_HOSTS");
    const response = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: "error" });
    if (response.status === 200 && response.body) return readWhole(response.body);
    await response.body?.cancel();
    throw failure(`a CRL's host answered ${response.status}`, `http_${response.status}`);
  };
}

/** Counts what was unpacked, not what was announced. */
async function readWhole(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > largest) throw failure("a CRL is too large", "too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The code is logged; the message isn't. */
function failure(message: string, code: string): Error {
  return Object.assign(new Error(message), { name: "CrlNotFetched", code });
}
