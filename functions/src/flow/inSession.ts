import type { LimitScope } from "../domain/limit.ts";
import type { Decision } from "../domain/refusal.ts";
import { isFreshlySignedIn, signInAgain } from "../domain/session.ts";
import type { ChargeLimit, Clock } from "./ports.ts";
import type { Asked, AuditRefusal } from "./refusalPorts.ts";

/** A holder who is signed in, and since when. */
export interface Session {
  readonly holderId: string;
  readonly signedInAt: Date;
}

/** What everything takes that a holder may do only right after signing in. */
export interface SessionPorts {
  readonly limit: ChargeLimit;
  /** How long after its opening by card a session may do this, milliseconds. */
  readonly sessionLife: number;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
}

/** What a holder does in a session: which limit it counts against, and as what its refusal is told. */
interface HoldersAct {
  readonly scope: LimitScope;
  readonly act: Asked["act"];
}

/**
 * Does what a signed-in holder asked for, right after signing in by card alone, `not_signed_in` later: a lost phone may still be
 * signed in. It counts against a limit of the session's own: opening one takes the card, so nobody else's phone uses up what the
 * new phone needs. A refusal is told in the audit with the holder, outside of any transaction.
 */
export async function inSession<T>(
  session: Session,
  { auditRefusal, act, scope, ...ports }: SessionPorts & HoldersAct,
  go: () => Promise<Decision<T>>,
): Promise<Decision<T>> {
  const decided = (await turnAway(session, { ...ports, scope })) ?? (await go());
  const by = { holderId: session.holderId };
  return auditRefusal(decided, { act, actor: "holder", method: "session", by });
}

async function turnAway(
  { holderId, signedInAt }: Session,
  { limit, scope, sessionLife, clock }: Omit<SessionPorts, "auditRefusal"> & Pick<HoldersAct, "scope">,
) {
  if (!isFreshlySignedIn(signedInAt, clock(), sessionLife)) return signInAgain;
  return limit({ scope, subject: `${holderId} ${signedInAt.toISOString()}` });
}
