import { compactVerify, decodeProtectedHeader } from "jose";
import { z } from "zod";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { TsmRequest } from "../../../functions/src/contract/tsm.ts";
import type { FindKey } from "../phones/keySet.ts";

const Header = z.strictObject({
  alg: z.literal("ES256"),
  typ: z.literal(messageTypes.tsmRequest),
  kid: z.string(),
});

/**
 * A request that holds, or why it doesn't: signed by the service, for this SEI-TSM, not expired. Throws when the service's
 * keys can't be had.
 */
export async function readRequest(
  jws: string,
  { audience, findKey, now }: { audience: string; findKey: FindKey; now: Date },
): Promise<TsmRequest | { readonly refused: string }> {
  const header = Header.safeParse(attempt(() => decodeProtectedHeader(jws)));
  if (!header.success) return { refused: "not a request signed with ES256" };
  const key = await findKey(header.data.kid);
  if (!key) return { refused: "its key isn't published" };
  const verified = await compactVerify(jws, key, { algorithms: ["ES256"] }).catch(() => undefined);
  if (!verified) return { refused: "its signature doesn't verify" };
  const request = TsmRequest.safeParse(attempt(() => JSON.parse(new TextDecoder().decode(verified.payload))));
  if (!request.success) return { refused: "it isn't a request as agreed" };
  if (request.data.aud !== audience) return { refused: "it is for somebody else" };
  return request.data.exp * 1000 > now.getTime() ? request.data : { refused: "it has expired" };
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
