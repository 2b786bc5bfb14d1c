import { holderIdsOf } from "../domain/caEvent.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Decision } from "../domain/refusal.ts";
import { isFreshlySignedIn, signInAgain } from "../domain/session.ts";
import type { ChargeLimit, Clock, Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import type { AuditRefusal } from "./refusalPorts.ts";

interface Ports {
  readonly transact: Transact<"cards" | "devices" | "certificates">;
  readonly limit: ChargeLimit;
  /** How long after its opening by card a session may do this, milliseconds. */
  readonly sessionLife: number;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
}

interface PreviewRequest {
  readonly holderId: string;
  readonly signedInAt: Date;
  readonly newDeviceId: string | undefined;
}

/** A device that a replacement would revoke, with the certificates in it. */
interface Replaceable {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
}

/**
 * The holder's active devices with their certificates, without the phone in hand: what a replacement would revoke (1-1).
 * Only right after signing in by card, `not_signed_in` later: a lost phone may still be signed in, and whoever has it
 * must not see the new one.
 */
export async function previewReplacement(
  asked: PreviewRequest,
  ports: Ports,
): Promise<Decision<readonly Replaceable[]>> {
  const by = { holderId: asked.holderId };
  const preview = { act: "previewRefused", actor: "holder", method: "session", by } as const;
  return ports.auditRefusal(await show(asked, ports), preview);
}

async function show(
  asked: PreviewRequest,
  { transact, limit, sessionLife, clock }: Ports,
): Promise<Decision<readonly Replaceable[]>> {
  if (!isFreshlySignedIn(asked.signedInAt, clock(), sessionLife)) return signInAgain;
  // By session: opening one takes the card, so nobody else's phone uses up what the new phone needs.
  const subject = `${asked.holderId} ${asked.signedInAt.toISOString()}`;
  const limited = await limit({ scope: "previewsPerSession", subject });
  if (limited) return limited;
  return transact(async (records) => {
    const ids = new Set((await records.cards.of(asked.holderId)).flatMap(holderIdsOf));
    const active = await Promise.all([...ids].map((holderId) => records.devices.activeOf(holderId)));
    const old = active.flat().filter(({ deviceId }) => deviceId !== asked.newDeviceId);
    return Promise.all(
      old.map(async (device) => ({ device, certificates: await readOwnCertificates(records, device) })),
    );
  });
}
