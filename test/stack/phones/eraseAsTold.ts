import type { z } from "zod";
import type { WipeAcknowledgement } from "../../../functions/src/contract/acknowledgeWipe.ts";
import type { WipeCommand } from "../../../functions/src/contract/wipeCommand.ts";
import { type SecureElement, SecureElementBusy, type StatusWord, statusWords } from "./secureElement.ts";

/** What a phone answers about one certificate. */
export type Result = z.infer<typeof WipeAcknowledgement>["results"][number];

/** What a status word of the secure element means for the certificate. */
export const outcomeOf = {
  [statusWords.done]: "erased",
  [statusWords.securityNotSatisfied]: "failed",
  [statusWords.slotEmpty]: "alreadyAbsent",
  [statusWords.appletNotFound]: "alreadyAbsent",
  [statusWords.conditionsNotSatisfied]: "failed",
  [statusWords.failed]: "failed",
} as const satisfies Record<StatusWord, Result["outcome"]>;

const settled: readonly Result["outcome"][] = ["erased", "alreadyAbsent", "mismatch"];

/**
 * Whether nothing would change by obeying a command again: everything that it names was settled. A repeat may name more than
 * before, for a certificate that was in force is left out until it is stopped.
 */
export function isAnswered({ certificates }: WipeCommand, earlier: readonly Result[]): boolean {
  return certificates.every(({ "x5t#S256": thumbprint }) => settledOf(thumbprint, earlier) !== undefined);
}

function settledOf(thumbprint: string, earlier: readonly Result[]): Result | undefined {
  return earlier.find((result) => result["x5t#S256"] === thumbprint && settled.includes(result.outcome));
}

/**
 * Erases what a verified command names and only that: certificate by certificate, the one on the chip must be the one
 * named. What an earlier try of the same command settled stays as it was answered then.
 */
export function eraseAsTold(
  command: WipeCommand,
  secureElement: SecureElement,
  earlier: readonly Result[],
): Result[] {
  return answerEach(command, earlier, ({ "x5t#S256": thumbprint, kind }) => {
    const onChip = secureElement.thumbprintOf(kind);
    if (onChip !== undefined && onChip !== thumbprint) return { outcome: "mismatch" };
    return eraseOne(() => secureElement.erase(kind));
  });
}

/** The answer to a command that is out of date: nothing is erased. */
export function allStale(command: WipeCommand, earlier: readonly Result[]): Result[] {
  return answerEach(command, earlier, () => ({ outcome: "stale" }));
}

type Answered = Omit<Result, "x5t#S256">;

function answerEach(
  { certificates }: WipeCommand,
  earlier: readonly Result[],
  answer: (certificate: WipeCommand["certificates"][number]) => Answered,
): Result[] {
  return certificates.map((certificate) => {
    const thumbprint = certificate["x5t#S256"];
    return settledOf(thumbprint, earlier) ?? { "x5t#S256": thumbprint, ...answer(certificate) };
  });
}

function eraseOne(erase: () => StatusWord): Answered {
  try {
    const statusWord = erase();
    const needsTsm = statusWord === statusWords.securityNotSatisfied ? { needsTsm: true as const } : {};
    return { outcome: outcomeOf[statusWord], statusWord, ...needsTsm };
  } catch (problem) {
    if (problem instanceof SecureElementBusy) return { outcome: "notNow" };
    throw problem;
  }
}
