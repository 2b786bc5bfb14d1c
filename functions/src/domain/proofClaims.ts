import { type Refused, refuse } from "./refusal.ts";

/** The claims every signed application carries (RFC 7519): seconds since 1970. */
export interface ProofClaims {
  readonly aud: string;
  readonly iat: number;
  readonly exp: number;
  readonly jti: string;
}

/** The longest life of a signed application, seconds. */
export const longestProofLife = 600;
/** How far a signer's clock may be off, seconds. */
const clockLeeway = 60;

/** Whether a signed application is for us and for now; undefined when it is. */
export function checkProofClaims(claims: ProofClaims, audience: string, now: Date): Refused | undefined {
  const seconds = now.getTime() / 1000;
  if (claims.aud !== audience)
    return refuse("audience_wrong", "Sign it for this service: set aud to its public address.");
  if (claims.exp - claims.iat > longestProofLife || claims.exp <= claims.iat)
    return refuse("proof_lifetime_too_long", "Set exp after iat, by at most 600 seconds.");
  if (claims.iat > seconds + clockLeeway)
    return refuse("proof_not_yet_valid", "iat lies in the future: check the signer's clock.");
  if (claims.exp <= seconds - clockLeeway) return refuse("proof_expired", "Sign it again.");
  return undefined;
}
