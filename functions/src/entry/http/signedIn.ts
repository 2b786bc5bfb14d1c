import type { Request } from "express";
import { type Refused, refuse } from "../../domain/refusal.ts";
import { services } from "../services.ts";

/** The holder whose Firebase ID token the request bears; `not_signed_in` without a valid one. */
export async function signedInHolder(request: Request): Promise<string | Refused> {
  const idToken = /^Bearer (\S+)$/.exec(request.get("authorization") ?? "")?.[1];
  const verified =
    idToken &&
    (await services
      .auth()
      .verifyIdToken(idToken)
      .catch(() => undefined));
  return verified
    ? verified.uid
    : refuse("not_signed_in", "Send Authorization: Bearer with a Firebase ID token.");
}
