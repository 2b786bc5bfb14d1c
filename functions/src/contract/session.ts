import { z } from "zod";
import { CompactJws, proofClaims } from "./jws.ts";

/** `POST /v1/sessions`: a session application, signed with the card's signing certificate. */
export const OpenSession = z.strictObject({ application: CompactJws });

/** What the card signs to sign in. Header: `typ session-application+jwt`, `alg`, `x5c`. */
export const SessionApplication = z.strictObject(proofClaims);

/** The answer, 201: a Firebase custom token for `signInWithCustomToken`, to be used within `SESSION_LIFE`. */
export const OpenedSession = z.strictObject({ holderId: z.string(), customToken: z.string() });
