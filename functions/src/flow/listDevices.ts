import type { DeviceView } from "../domain/deviceView.ts";
import type { Decision } from "../domain/refusal.ts";
import { inSession, type Session, type SessionPorts } from "./inSession.ts";
import { makeView, readParts } from "./makeView.ts";
import type { Transact } from "./ports.ts";
import { readPerson } from "./readPerson.ts";
import type { ViewPorts } from "./viewPorts.ts";

interface Ports extends ViewPorts, SessionPorts {
  readonly transact: Transact<"cards" | "devices" | "certificates" | "wipes">;
}

/**
 * Every device of the person, as it stands now: made from the records, not from the live views, which may be behind. Only right
 * after signing in by card, `not_signed_in` later: a lost phone may still be signed in.
 */
export async function listDevices(session: Session, ports: Ports): Promise<Decision<readonly DeviceView[]>> {
  const charged = { scope: "listsPerSession", act: "listRefused" } as const;
  return inSession(session, { ...ports, ...charged }, () => list(session, ports));
}

async function list(
  { holderId }: Session,
  { transact, readRegistry, ...ports }: Ports,
): Promise<Decision<readonly DeviceView[]>> {
  const registry = await readRegistry();
  return transact(async (records) => {
    const ids = await readPerson(records, holderId);
    const devices = (await Promise.all(ids.map((id) => records.devices.allOf(id)))).flat();
    const newestFirst = devices.toSorted((a, b) => b.registeredAt.getTime() - a.registeredAt.getTime());
    const parts = await Promise.all(newestFirst.map((device) => readParts(records, device)));
    return parts.map((of) => makeView(of, { ...ports, registry }));
  });
}
