import { type Refusal, type Refused, refuse } from "./refusal.ts";

/** What a CA's CRLs say of a certificate or a chain: `unknown` where none that holds covers it. On hold is revoked too. */
export type RevocationStatus = "good" | "revoked" | "unknown";

/** What several certificates come to together: one revoked is enough, and one unknown leaves the whole unknown. */
export function worstOf(statuses: readonly RevocationStatus[]): RevocationStatus {
  if (statuses.includes("revoked")) return "revoked";
  return statuses.includes("unknown") ? "unknown" : "good";
}

/** What stands against building on a certificate, with the refusal for a revoked one; undefined when nothing does. */
export function refuseUnlessGood(status: RevocationStatus, ifRevoked: Refusal): Refused | undefined {
  if (status === "revoked") return refuse(ifRevoked, "The CA's list has it as revoked or on hold.");
  if (status === "unknown")
    return refuse(
      "revocation_status_unknown",
      "The CA's list of revoked certificates can't be had: try again.",
    );
  return undefined;
}
