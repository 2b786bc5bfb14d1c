import type { RevocationView } from "../contract/revocation.ts";
import type { Handset } from "../domain/device.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import type { ResetAnswer } from "../domain/resetCapability.ts";
import { applyForRevocation, type IncomingApplication } from "../flow/applyForRevocation.ts";
import { issueReceipts } from "../flow/issueReceipts.ts";
import type { ShownApplication } from "../flow/showRevocation.ts";
import { readResetCapability } from "./resetRegistry.ts";
import { services } from "./services.ts";
import { viewOfApplication } from "./views.ts";
import { type Warnings, warningsOf } from "./warnings.ts";

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
  const [receipts, warnings] = await Promise.all([
    issueReceipts(shown, services.signReceipts()),
    warningsFor(shown.devices.map(({ device }) => device.handset)),
  ]);
  return viewOfApplication(shown, receipts, warnings);
}

/** The cautions for such phones, from the registry; where that can't be read now, as for phones that nobody knows. */
export async function warningsFor(handsets: readonly Handset[]): Promise<Warnings> {
  const unknown = (): ResetAnswer => "unknown";
  const answers = handsets.map((handset) => readResetCapability(handset).catch(unknown));
  return warningsOf(await Promise.all(answers), services.schedule());
}
