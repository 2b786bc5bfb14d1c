import { holderIdsOf } from "../domain/caEvent.ts";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Decision } from "../domain/refusal.ts";
import { inSession, type Session, type SessionPorts } from "./inSession.ts";
import type { Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";

interface Ports extends SessionPorts {
  readonly transact: Transact<"cards" | "devices" | "certificates">;
}

interface PreviewRequest extends Session {
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
  const charged = { scope: "previewsPerSession", act: "previewRefused" } as const;
  return inSession(asked, { ...ports, ...charged }, () => show(asked, ports));
}

function show(asked: PreviewRequest, { transact }: Ports): Promise<readonly Replaceable[]> {
  return transact(async (records) => {
    const ids = new Set((await records.cards.of(asked.holderId)).flatMap(holderIdsOf));
    const active = await Promise.all([...ids].map((holderId) => records.devices.activeOf(holderId)));
    const old = active.flat().filter(({ deviceId }) => deviceId !== asked.newDeviceId);
    return Promise.all(
      old.map(async (device) => ({ device, certificates: await readOwnCertificates(records, device) })),
    );
  });
}
