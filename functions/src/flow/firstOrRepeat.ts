import { type Decision, isRefused, type Refused, refuse } from "../domain/refusal.ts";
import type { RevocationRecords } from "./keepRevocation.ts";
import { AlreadyKept, type Records } from "./ports.ts";
import { type ShownApplication, showApplication } from "./showRevocation.ts";

interface FirstOrRepeat<R, T> {
  readonly first: (records: R) => Promise<Decision<T>>;
  /** Undefined for what wasn't decided before. */
  readonly repeat: (records: R) => Promise<Decision<T> | undefined>;
  /** Refusals of the first that a repeat gets as well, without a look at what was decided; none where it doesn't say. */
  readonly refusesRepeatsToo?: (refused: Refused) => boolean;
}

/**
 * Takes every application for a first one, which spares a read: what was applied for before is refused or already there,
 * and only then looked up.
 */
export async function firstOrRepeat<R, T>(
  transact: <D>(body: (records: R) => Promise<D>) => Promise<D>,
  { first, repeat, refusesRepeatsToo = () => false }: FirstOrRepeat<R, T>,
): Promise<Decision<T>> {
  const decide = async (records: R) => {
    const decision = await first(records);
    if (!isRefused(decision) || refusesRepeatsToo(decision)) return decision;
    return (await repeat(records)) ?? decision;
  };
  return transact(decide).catch(async (problem: unknown) => {
    const answer = problem instanceof AlreadyKept ? await transact(repeat) : undefined;
    if (answer === undefined) throw problem;
    return answer;
  });
}

/** What an application that was decided before is answered with; undefined for one that wasn't. */
export async function answerRepeat(
  records: Pick<Records, RevocationRecords>,
  { revocationId, digest }: { revocationId: string; digest: string },
): Promise<Decision<ShownApplication> | undefined> {
  const earlier = await records.applications.read(revocationId);
  if (!earlier) return undefined;
  if (earlier.digest !== digest) return refuse("proof_reused", "Sign another application under a new jti.");
  return showApplication(records, earlier);
}
