import type { DeviceView } from "../domain/deviceView.ts";
import type { Decision } from "../domain/refusal.ts";
import { isFreshlySignedIn, signInAgain } from "../domain/session.ts";
import { makeView, readParts } from "./makeView.ts";
import type { ChargeLimit, Transact } from "./ports.ts";
import { readPerson } from "./readPerson.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { ViewPorts } from "./viewPorts.ts";

interface Ports extends ViewPorts {
  readonly transact: Transact<"cards" | "devices" | "certificates" | "wipes">;
  readonly limit: ChargeLimit;
  /** How long after its opening by card a session may do this, milliseconds. */
  readonly sessionLife: number;
  readonly auditRefusal: AuditRefusal;
}

interface Session {
  readonly holderId: string;
  readonly signedInAt: Date;
}

/**
 * Every device of the person, as it stands now: made from the records, not from the live views, which may be behind. Only right
 * after signing in by card, `not_signed_in` later: a lost phone may still be signed in.
 */
export async function listDevices(session: Session, ports: Ports): Promise<Decision<readonly DeviceView[]>> {
  const by = { holderId: session.holderId };
  const asked = { act: "listRefused", actor: "holder", method: "session", by } as const;
  return ports.auditRefusal(await list(session, ports), asked);
}

async function list(
  { holderId, signedInAt }: Session,
  { transact, limit, sessionLife, readRegistry, ...ports }: Ports,
): Promise<Decision<readonly DeviceView[]>> {
  if (!isFreshlySignedIn(signedInAt, ports.clock(), sessionLife)) return signInAgain;
  const subject = `${holderId} ${signedInAt.toISOString()}`;
  const limited = await limit({ scope: "listsPerSession", subject });
  if (limited) return limited;
  const registry = await readRegistry();
  return transact(async (records) => {
    const ids = await readPerson(records, holderId);
    const devices = (await Promise.all(ids.map((id) => records.devices.allOf(id)))).flat();
    const newestFirst = devices.toSorted((a, b) => b.registeredAt.getTime() - a.registeredAt.getTime());
    const parts = await Promise.all(newestFirst.map((device) => readParts(records, device)));
    return parts.map((of) => makeView(of, { ...ports, registry }));
  });
}
