import type { RevocationView } from "../contract/revocation.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { applyForRevocation, type IncomingApplication } from "../flow/applyForRevocation.ts";
import { issueReceipts } from "../flow/issueReceipts.ts";
import type { ShownApplication } from "../flow/showRevocation.ts";
import { services } from "./services.ts";
import { viewOfApplication } from "./views.ts";

/** Applies for revocation with the deployed services, whatever the channel. */
export async function revoke(incoming: IncomingApplication): Promise<Decision<RevocationView>> {
  const { cardProofs, store, limit, auditRefusal, clock, newId, wipeScope } = services;
  const scope = wipeScope();
  const ports = {
    readRevocation: cardProofs().readRevocation,
    transact: store().transact,
    limit: limit(),
    auditRefusal: auditRefusal(),
    clock,
    newId,
    scope,
  };
  const shown = await applyForRevocation(incoming, ports);
  return isRefused(shown) ? shown : showWithReceipts(shown);
}

/** An application as the contract shows it, with receipts made for this answer. */
export async function showWithReceipts(shown: ShownApplication): Promise<RevocationView> {
  return viewOfApplication(shown, await issueReceipts(shown, services.signReceipts()));
}
