import { type Certificate, currentHold } from "./certificate.ts";
import type { Device, Erasure } from "./device.ts";
import type { Hold, HoldState } from "./hold.ts";
import type { Partner } from "./partner.ts";
import type { Wipe } from "./wipe.ts";

/** One sentence on a certificate for whoever reads the console. */
export function summariseCertificate(certificate: Certificate): string {
  const { kind, state, revocation, expiresAt } = certificate;
  const what = `${sentence(kind)} certificate`;
  if (state === "revoked" && revocation) {
    const { revokedAt, reason, cause, raised } = revocation;
    const later = raised ? `, raised for ${raised.cause} ${time(raised.raisedAt)}` : "";
    return `${what}, revoked ${time(revokedAt)} (${reason}, ${cause}${later}).`;
  }
  const held = currentHold(certificate);
  return `${what}, ${state}${held ? ` since ${time(held.heldAt)}` : ""}, expires ${time(expiresAt)}.`;
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

/** One sentence on a hold: what was held, how the caller was identified, and what comes next. */
export function summariseHold(hold: Hold): string {
  const { certificates, identifiedBy, placedAt, nextStep, nextStepAt } = hold;
  const count = certificates.length;
  const what = `${count} certificate${count === 1 ? "" : "s"} held ${time(placedAt)} (${identifiedBy})`;
  const next = nextStep && nextStepAt ? `, ${nextStep} at ${time(nextStepAt)}` : "";
  return `${what}: ${holdWords[hold.state]}${next}.`;
}

const holdWords = {
  open: "waiting for the phone to be found",
  joined: "an earlier hold holds them",
  released: "released",
  escalated: "revoked, as the holder had chosen in advance",
  over: "nothing is on hold any more",
} as const satisfies Record<HoldState, string>;

function time(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

function sentence(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
