import type { Certificate } from "./certificate.ts";
import { endWipe } from "./endWipe.ts";
import { contactWipe } from "./enrolment.ts";
import { strongerEvidence } from "./evidence.ts";
import { type Decision, type Refused, refuse } from "./refusal.ts";
import type { DeclaredEnd, Wipe } from "./wipe.ts";
import { isOpen, wipeMoves } from "./wipeMoves.ts";

/** What a holder can say became of a phone. Nobody checks it, so it never confirms an erasure. */
export const declarations = ["initialised", "destroyed", "found", "stillUsed"] as const;
export type Declaration = (typeof declarations)[number];

/** What follows: `attempt`: the phone is tried at once. `releaseByCard`: it is on hold, which takes the card to end. */
export const declarationNexts = ["closed", "attempt", "releaseByCard", "nothing"] as const;
export type DeclarationNext = (typeof declarationNexts)[number];

/** What a declaration makes of a device's wipe; the very same one where it stays as it is. */
export interface Declared {
  readonly wipe: Wipe | undefined;
  readonly next: DeclarationNext;
}

/** What a declaration is about: what the device still has of its own, and its wipe, if it has one. */
interface DeclaredOn {
  readonly certificates: readonly Certificate[];
  readonly wipe: Wipe | undefined;
}

/**
 * What a holder's word on a phone comes to. That it was initialised or destroyed closes the wipe without proof, and is refused
 * with `certificate_not_revoked` while a certificate is in force: revoking comes first. That it was found tries an open wipe at
 * once. That it is still used is refused once nothing in it is in force.
 */
export function declare(declaration: Declaration, on: DeclaredOn, now: Date): Decision<Declared> {
  switch (declaration) {
    case "initialised":
    case "destroyed":
      return declareEnd(declaration, on, now);
    case "found":
      return declareFound(on, now);
    case "stillUsed":
      return refuseStopped(on) ?? { wipe: on.wipe, next: has(on, "onHold") ? "releaseByCard" : "nothing" };
  }
}

const revokeFirst = refuse(
  "certificate_not_revoked",
  "Revoke the phone's certificates first; then say what became of the phone.",
);

function declareEnd(declared: DeclaredEnd, on: DeclaredOn, now: Date): Decision<Declared> {
  if (has(on, "valid") || has(on, "onHold")) return revokeFirst;
  const { wipe } = on;
  if (!wipe || wipeMoves[wipe.state].close !== "closedUnverified") return { wipe, next: "nothing" };
  if (wipe.declared === declared) return { wipe, next: "closed" };
  const evidence = strongerEvidence(wipe.evidence, "holderDeclared");
  const ended = endWipe(wipe, "close", wipe.endedAt ?? now);
  return { wipe: { ...ended, evidence, declared }, next: "closed" };
}

/** What was begun meanwhile went to the phone as it was. A repeat finds the attempt due, and leaves it. */
function declareFound(on: DeclaredOn, now: Date): Declared {
  const { wipe } = on;
  if (!wipe || !isOpen(wipe.state)) return { wipe, next: has(on, "onHold") ? "releaseByCard" : "nothing" };
  const isDue = wipe.nextStepAt !== undefined && wipe.nextStepAt <= now && !wipe.attemptIsOpen;
  return { wipe: isDue ? wipe : contactWipe(wipe, { ...wipe, now }), next: "attempt" };
}

function refuseStopped(on: DeclaredOn): Refused | undefined {
  if (has(on, "valid") || has(on, "onHold") || on.certificates.length === 0) return undefined;
  return has(on, "revoked")
    ? refuse("certificate_revoked", "Its certificates are revoked for good: have new ones issued.")
    : refuse("certificate_expired", "Its certificates have expired: have new ones issued.");
}

function has({ certificates }: DeclaredOn, state: Certificate["state"]): boolean {
  return certificates.some((certificate) => certificate.state === state);
}
