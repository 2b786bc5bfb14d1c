import { type Evidence, strongerEvidence } from "../../../functions/src/domain/evidence.ts";
import { commandIdOf } from "../../../functions/src/domain/wipe.ts";
import { isOpen } from "../../../functions/src/domain/wipeMoves.ts";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import { type Act, type Said, saysGone } from "../act.ts";
import { type Commit, entry, type Ledger } from "../ledger.ts";
import { wipes } from "../stored.ts";
import { hold } from "../violation.ts";

/** What is taken as an answer was signed by the wipe's own device, for a command that was given; then the chip is as it says. */
export function hearAnswers({ by, changes }: Commit, ledger: Ledger, documents: MemoryDocuments): void {
  if (by.by === "report") believe(ledger, by.wipeId, by.says, "tsmConfirmed");
  for (const { path, before } of changes) {
    const [collection, wipeId = "", kind] = path.split("/");
    if (collection !== "wipes" || kind !== "acknowledgements") continue;
    hold(before === undefined, "an answer that was taken is never written over");
    hold(by.by === "answer", "only an answer is kept as one");
    if (by.by !== "answer") continue;
    checkSigner(by, wipeId, ledger, documents);
    const { commandId, nonce, results } = by.answer;
    // An answer to an earlier version is only late: its nonce isn't kept, its command id names what it is about.
    const isCurrent = commandId === commandIdAt(wipeId, documents);
    if (isCurrent) hold(ledger.nonces.get(commandId) === nonce, "an answer carries the nonce of its command");
    else ledger.figures.add("moments", "earlier version answered");
    believe(ledger, wipeId, results, "deviceSigned");
  }
}

function commandIdAt(wipeId: string, documents: MemoryDocuments): string | undefined {
  const wipe = wipes.at(documents, wipeId);
  return wipe && commandIdOf(wipe);
}

function checkSigner(
  by: Act & { by: "answer" },
  wipeId: string,
  ledger: Ledger,
  documents: MemoryDocuments,
): void {
  const wipe = wipes.at(documents, wipeId);
  const keys = (wipe && ledger.keys.get(wipe.deviceId)) ?? [];
  const isOwn = wipe && isOpen(wipe.state) ? keys.at(-1) === by.signer.x : keys.includes(by.signer.x);
  hold(isOwn, "only the wipe's own device answers it");
}

function believe(ledger: Ledger, wipeId: string, says: readonly Said[], witness: Evidence): void {
  const gone = entry(ledger.gone, wipeId, () => new Map<string, Evidence>());
  for (const { thumbprint, outcome } of says) {
    if (!saysGone(outcome)) continue;
    gone.set(thumbprint, strongerEvidence(gone.get(thumbprint) ?? "none", witness));
    for (const { chip } of ledger.phones) chip.delete(thumbprint);
  }
}
