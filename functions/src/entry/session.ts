import type { Auth } from "firebase-admin/auth";
import type { MintCustomToken } from "../flow/ports.ts";

/** Who calls: the signed-in holder, and when the card opened the session; long ago for a token that doesn't say. */
export interface SignedIn {
  readonly holderId: string;
  readonly signedInAt: Date;
}

/** What a verified ID token tells; anything else in it is left alone. */
interface SessionToken {
  readonly uid?: string;
  /** When the custom token was used, seconds since 1970; refreshing the ID token doesn't change it. */
  readonly auth_time?: number;
  /** When the card opened the session, likewise: ours, carried over from the custom token. */
  readonly sessionOpenedAt?: unknown;
}

/**
 * Makes custom tokens. firebase-admin gives each an hour to be used in, and doesn't let us say less; so it carries when it was
 * made, and `sessionOf` sees to the rest.
 */
export function customTokens(auth: () => Pick<Auth, "createCustomToken">): MintCustomToken {
  return (holderId, openedAt) => {
    const sessionOpenedAt = Math.floor(openedAt.getTime() / 1000);
    return auth().createCustomToken(holderId, { role: "holder", sessionOpenedAt });
  };
}

/**
 * The session that a token tells of; none where its custom token was used more than `life` milliseconds after it was made:
 * whoever found one later has nothing. What takes a fresh session counts from the card's signing in, not from that use.
 */
export function sessionOf(
  { uid, auth_time: usedAt = 0, sessionOpenedAt: openedAt }: SessionToken,
  life: number,
): SignedIn | undefined {
  // The emulator hands on a token that it couldn't decode, with nobody in it.
  if (!uid) return undefined;
  // Of before there was this claim, or not a holder's: as old as can be, so good for nothing that takes the card.
  if (typeof openedAt !== "number") return { holderId: uid, signedInAt: new Date(0) };
  return (usedAt - openedAt) * 1000 <= life
    ? { holderId: uid, signedInAt: new Date(openedAt * 1000) }
    : undefined;
}
