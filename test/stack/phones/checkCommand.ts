import { compactVerify, decodeProtectedHeader } from "jose";
import { z } from "zod";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { WipeCommand } from "../../../functions/src/contract/wipeCommand.ts";
import type { FindKey } from "./keySet.ts";

/** Which device this phone is, as `registerDevice` answered. */
export interface Identity {
  readonly deviceId: string;
  readonly generation: number;
}

/** A command that holds, and whether it is out of date; or why it gets no answer at all. */
type Checked = { readonly ignored: string } | { readonly command: WipeCommand; readonly isStale: boolean };

const Header = z.strictObject({
  alg: z.literal("ES256"),
  typ: z.literal(messageTypes.wipeCommand),
  kid: z.string(),
});

/**
 * Checks a command as docs/app-contract.md says. What isn't signed by us or isn't for this device is ignored: answering would tell
 * a stranger something. Throws when the published keys can't be had: the command must then be tried again.
 */
export async function checkCommand(
  jws: string,
  { identity, findKey, now }: { identity: Identity | undefined; findKey: FindKey; now: Date },
): Promise<Checked> {
  const header = Header.safeParse(attempt(() => decodeProtectedHeader(jws)));
  if (!header.success) return { ignored: "not a wipe command signed with ES256" };
  const key = await findKey(header.data.kid);
  if (!key) return { ignored: "its key isn't published" };
  const verified = await compactVerify(jws, key, { algorithms: ["ES256"] }).catch(() => undefined);
  if (!verified) return { ignored: "its signature doesn't verify" };
  const parsed = WipeCommand.safeParse(attempt(() => JSON.parse(new TextDecoder().decode(verified.payload))));
  if (!parsed.success) return { ignored: "it isn't a wipe command as agreed" };
  const command = parsed.data;
  if (!identity || command.aud !== identity.deviceId) return { ignored: "it is for another device" };
  const isExpired = command.exp * 1000 <= now.getTime();
  return { command, isStale: isExpired || command.generation !== identity.generation };
}

function attempt(read: () => unknown): unknown {
  try {
    return read();
  } catch {
    return undefined;
  }
}
