import type { Certificate } from "./certificate.ts";
import type { Device, Erasure } from "./device.ts";
import type { Partner } from "./partner.ts";
import type { Wipe } from "./wipe.ts";

/** One sentence on a certificate for whoever reads the console. */
export function summariseCertificate({ kind, state, revocation, expiresAt }: Certificate): string {
  if (state === "revoked" && revocation)
    return `${sentence(kind)} certificate, revoked ${time(revocation.revokedAt)} (${revocation.reason}, ${revocation.cause}).`;
  return `${sentence(kind)} certificate, ${state}, expires ${time(expiresAt)}.`;
}

/** One sentence on a device: what it is, and how far the erasure of its certificates has come. */
export function summariseDevice({ handset, state, generation, lastSeenAt, erasure }: Device): string {
  const what = `${handset.model} (${handset.platform}), enrolment ${generation}, ${state}, last seen ${time(lastSeenAt)}.`;
  return erasure === undefined ? what : `${what} Erasure: ${erasureWords[erasure]}.`;
}

const erasureWords = {
  open: "not proven yet, see the wipe",
  confirmed: "confirmed",
  closedUnverified: "closed without proof",
  cancelled: "cancelled",
} as const satisfies Record<Erasure, string>;

/** One sentence on a wipe: where it stands, on what evidence, and what happens next. */
export function summariseWipe(wipe: Wipe): string {
  const count = wipe.certificates.length;
  return `Erase ${count} certificate${count === 1 ? "" : "s"}: ${standing(wipe)}`;
}

/** One sentence on a partner: who it is, what it may do, and its keys with when they end. */
export function summarisePartner({ name, kind, state, scopes, keys }: Partner): string {
  const listed = keys.map(({ jwk, endsAt }) => (endsAt ? `${jwk.kid} until ${time(endsAt)}` : jwk.kid));
  const may = scopes.length > 0 ? scopes.join(", ") : "nothing";
  return `${name} (${kind}), ${state}, may ${may}. Keys: ${listed.join(", ") || "none"}.`;
}

function standing(wipe: Wipe): string {
  const next = wipe.nextStepAt ? time(wipe.nextStepAt) : "never";
  const whom = wipe.nextStep === "askTsm" ? "request to the SEI-TSM" : "attempt";
  const attempt = `${whom} ${wipe.attempts + 1} at ${next}`;
  switch (wipe.state) {
    case "pending":
      return wipe.attemptIsOpen ? `${whom} ${wipe.attempts} is being sent.` : `waiting for ${attempt}.`;
    case "sent":
      return `sent ${wipe.attempts} time${wipe.attempts === 1 ? "" : "s"}, waiting for the phone, ${attempt}.`;
    case "received":
      return `the phone has the command and is working, ${attempt}.`;
    case "deferred":
      return `the phone said not now, ${attempt}.`;
    case "stuck":
      return `stuck (${wipe.cause ?? "unknown"}), a person has to act, ${attempt}.`;
    case "confirmed":
      return `confirmed ${wipe.endedAt ? time(wipe.endedAt) : ""} (${wipe.evidence}).`;
    case "closedUnverified":
      return `closed without proof (${wipe.evidence}).`;
    case "cancelled":
      return "cancelled.";
  }
}

function time(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function sentence(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
