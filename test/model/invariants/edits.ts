import { isLegalCardChange } from "../../../functions/src/domain/legalCardChange.ts";
import { isLegalCertificateChange, isLegalWipeChange } from "../../../functions/src/domain/legalChange.ts";
import { isLegalHoldChange } from "../../../functions/src/domain/legalHoldChange.ts";
import type { Commit } from "../ledger.ts";
import { type Changed, cards, certificates, holds, wipes } from "../stored.ts";
import { hold } from "../violation.ts";

/** What the service writes itself is never taken for an edit by hand: it would be put back. */
export function checkEdits({ changes }: Commit): void {
  const areLegal = [
    ...legal(cards.among(changes), isLegalCardChange),
    ...legal(certificates.among(changes), (before, after) =>
      isLegalCertificateChange(before, after, ["authentication"]),
    ),
    ...legal(holds.among(changes), isLegalHoldChange),
    ...legal(wipes.among(changes), isLegalWipeChange),
  ];
  hold(areLegal.every(Boolean), "the service's own writes are no edits");
}

function legal<T>(changes: readonly Changed<T>[], isLegal: (before: T, after: T) => boolean): boolean[] {
  return changes.map(({ before, after }) => before === undefined || isLegal(before, after));
}
