import type { AuditedAct, AuditFact } from "../domain/audit.ts";
import { type Declaration, type DeclarationNext, type Declared, declare } from "../domain/declaration.ts";
import type { Device } from "../domain/device.ts";
import { stillUsed } from "../domain/deviceMatter.ts";
import type { DeviceParts, DeviceView } from "../domain/deviceView.ts";
import { hexDigest } from "../domain/hash.ts";
import type { MatterRules } from "../domain/matter.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { isOpen } from "../domain/wipeMoves.ts";
import { appendAudit } from "./appendAudit.ts";
import { withErasure } from "./auditOwner.ts";
import { findOwnDevice } from "./findOwnDevice.ts";
import { inSession, type Session, type SessionPorts } from "./inSession.ts";
import { makeView, readParts } from "./makeView.ts";
import type { Records, Transact } from "./ports.ts";
import type { ViewPorts } from "./viewPorts.ts";

type Touched = "cards" | "devices" | "certificates" | "wipes" | "usedProofs" | "holders" | "audit";

interface Ports extends ViewPorts, SessionPorts {
  readonly transact: Transact<Touched>;
  readonly rules: MatterRules;
}

/** What a signed-in holder says became of a phone. */
interface SaidOfDevice extends Session {
  readonly deviceId: string;
  readonly declaration: Declaration;
}

/** What follows from a declaration, and how the device stands then. */
interface DeclaredDevice {
  readonly next: DeclarationNext;
  readonly device: DeviceView;
}

/**
 * Takes a holder's word on what became of a phone, as `declare` decides; it never confirms an erasure. Only right after signing
 * in by card, `not_signed_in` later: whoever has the phone could end its wipe otherwise. A device that isn't there and one
 * that isn't theirs look the same. The same said again in the same session is said once.
 */
export async function declareDevice(said: SaidOfDevice, ports: Ports): Promise<Decision<DeclaredDevice>> {
  const charged = { scope: "declarationsPerSession", act: "declarationRefused" } as const;
  return inSession(said, { ...ports, ...charged }, () => take(said, ports));
}

async function take(said: SaidOfDevice, ports: Ports): Promise<Decision<DeclaredDevice>> {
  const { transact, readRegistry, clock } = ports;
  const registry = await readRegistry();
  return transact(async (records) => {
    const own = await findOwnDevice(records, said);
    if (isRefused(own)) return own;
    const parts = await readParts(records, own.device);
    const declared = declare(said.declaration, parts, clock());
    if (isRefused(declared)) return declared;
    const wasSaid = (await records.usedProofs.read(saidId(said))) !== undefined;
    const after = wasSaid
      ? parts
      : keepDeclared(records, { said, parts, declared, rules: ports.rules, now: clock() });
    return { next: declared.next, device: makeView(after, { ...ports, registry }) };
  });
}

const day = 24 * 60 * 60_000;

/** One declaration in one session, without saying whose or what. */
function saidId({ holderId, signedInAt, deviceId, declaration }: SaidOfDevice): string {
  return hexDigest("declaration", holderId, signedInAt.toISOString(), deviceId, declaration);
}

interface Taken {
  readonly said: SaidOfDevice;
  readonly parts: DeviceParts;
  readonly declared: Declared;
  readonly rules: MatterRules;
  readonly now: Date;
}

function keepDeclared(
  records: Pick<Records, Touched>,
  { said, parts, declared: { wipe }, rules, now }: Taken,
): DeviceParts {
  if (wipe) records.wipes.keep(wipe);
  records.usedProofs.keep({ proofId: saidId(said), expiresAt: new Date(now.getTime() + day) });
  const isInHand =
    said.declaration === "stillUsed" || (said.declaration === "found" && !(wipe && isOpen(wipe.state)));
  const there = isInHand ? stillUsed(parts.device, rules, now) : parts.device;
  const device = wipe ? withErasure(there, wipe) : there;
  const kept = appendAudit(records, device, factsOf(said, { device, before: parts.wipe, wipe }, now));
  return { ...parts, device: kept, wipe };
}

const acts = {
  initialised: "declaredInitialised",
  destroyed: "declaredDestroyed",
  found: "declaredFound",
  stillUsed: "declaredStillUsed",
} as const satisfies Record<Declaration, AuditedAct>;

function factsOf(
  { declaration }: SaidOfDevice,
  about: { device: Device; before: DeviceParts["wipe"]; wipe: DeviceParts["wipe"] },
  at: Date,
): readonly AuditFact[] {
  const { device, before, wipe } = about;
  const by = { actor: "holder", method: "session", at } as const;
  const said = { ...by, act: acts[declaration], subjects: [`devices/${device.deviceId}`] };
  const isClosed = wipe !== undefined && wipe.state !== before?.state && wipe.state === "closedUnverified";
  return isClosed ? [said, { ...by, act: "wipeClosed", subjects: [`wipes/${wipe.wipeId}`] }] : [said];
}
