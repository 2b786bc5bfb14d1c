import type { Decision, Refusal } from "../../functions/src/domain/refusal.ts";
import { revokeOnPhone } from "../doubles/revokeOnPhone.ts";
import { cardSigned } from "../doubles/world.ts";
import { enrolAnother, full, nothing, registration, session, stopped, type Told, unsigned } from "./tries.ts";

/** What is tried, how, with what it is refused, and what the audit is told of it and where; written down by hand. */
export type Row = readonly [
  what: string,
  attempt: (told: Told) => Promise<Decision<unknown>>,
  refused: Refusal,
  told: string,
];

/** What holders are refused who sign with a card, or with a certificate on their phone, and registrations. */
export const byCertificate: readonly Row[] = [
  [
    "a session with an application whose signature doesn't hold",
    ({ world }) => session(world, unsigned),
    "signature_invalid",
    "nothing",
  ],
  [
    "a session again with the same application",
    ({ world }) => world.signIn(cardSigned({ jti: "session-number-1" })),
    "proof_reused",
    "holder: sessionRefused by holder, cardSignature",
  ],
  [
    "one session too many",
    ({ world }) => full(world, "sessionsPerCard").signIn(),
    "rate_limited",
    "holder: sessionRefused by holder, cardSignature",
  ],
  [
    "a session by a card that was never here, one too many",
    ({ world }) => full(world, "sessionsPerCard").signIn(cardSigned({ cardId: "card-9" })),
    "rate_limited",
    "nothing",
  ],
  [
    "a session by a card that the CA stopped",
    (told) => stopped(told).then(() => told.world.signIn()),
    "card_revoked",
    "holder: sessionRefused by holder, cardSignature",
  ],
  [
    "a registration that doesn't hold, in a session",
    ({ world, holderId }) => registration(world, holderId),
    "signature_invalid",
    "holder: registrationRefused by holder, session",
  ],
  [
    "a registration of another's certificate",
    ({ world, otherHolderId }) => world.register(otherHolderId),
    "certificate_unknown",
    "other holder: registrationRefused by holder, session",
  ],
  [
    "a registration by somebody who is no holder",
    ({ world }) => world.register("agent-1"),
    "not_signed_in",
    "nothing",
  ],
  [
    "one registration too many",
    ({ world, holderId }) => full(world, "registrationsPerDevice").register(holderId),
    "rate_limited",
    "holder: registrationRefused by holder, session",
  ],
  [
    "a new enrolment without a card",
    (told) => stopped(told).then(() => enrolAnother(told)),
    "card_revoked",
    "holder: registrationRefused by holder, session",
  ],
  [
    "a revocation of a device that isn't there",
    ({ world }) => world.revoke({ devices: [nothing] }),
    "device_unknown",
    "holder: revocationRefused by holder, cardSignature",
  ],
  [
    "a revocation of another's device",
    ({ world, deviceId }) => world.revoke({ cardId: "card-2", devices: [deviceId] }),
    "device_unknown",
    "other holder: revocationRefused by holder, cardSignature",
  ],
  [
    "a revocation by a card that was never here",
    ({ world }) => world.revoke({ cardId: "card-9" }),
    "device_unknown",
    "nothing",
  ],
  [
    "a revocation by a card that the CA stopped",
    (told) => stopped(told).then(() => told.world.revoke()),
    "card_revoked",
    "holder: revocationRefused by holder, cardSignature",
  ],
  [
    "a revocation for a cause that the new phone hasn't",
    ({ world, holderId }) => world.revoke({ cause: "stolen" }, { channel: "newPhone", signedInAs: holderId }),
    "cause_not_allowed",
    "holder: revocationRefused by holder, cardSignature",
  ],
  [
    "a revocation with another's card in the holder's session",
    ({ world, holderId }) =>
      world.revoke({ cardId: "card-2", devices: [nothing] }, { channel: "newPhone", signedInAs: holderId }),
    "card_of_another_holder",
    "holder: revocationRefused by holder, session; other holder: revocationRefused by holder, cardSignature",
  ],
  [
    "a revocation under a number that was used for another",
    (told) => told.world.revoke().then(() => told.world.revoke({ cause: "stolen" })),
    "proof_reused",
    "holder: revocationRefused by holder, cardSignature",
  ],
  [
    "one revocation of what is revoked too many",
    (told) =>
      told.world.revoke().then(() =>
        full(told.world, "repeatedRevocationsPerCard").revoke({
          jti: "application-number-2",
          devices: [told.deviceId],
        }),
      ),
    "rate_limited",
    "holder: revocationRefused by holder, cardSignature",
  ],
  [
    "a revocation on a phone that isn't registered",
    ({ world }) =>
      revokeOnPhone(world, { signedBy: { certificateId: "9".repeat(64), thumbprint: "9".repeat(43) } }),
    "certificate_unknown",
    "nothing",
  ],
  [
    "a revocation on the phone of what isn't on it",
    ({ world }) => revokeOnPhone(world, { certificates: ["9".repeat(43)] }),
    "certificate_unknown",
    "device: revocationRefused by holder, certificateSignature",
  ],
  [
    "a revocation on the phone for another cause",
    ({ world }) => revokeOnPhone(world, { cause: "stolen" }),
    "cause_not_allowed",
    "device: revocationRefused by holder, certificateSignature",
  ],
  [
    "a revocation on the phone by what is revoked",
    (told) => told.world.revoke().then(() => revokeOnPhone(told.world)),
    "certificate_revoked",
    "device: revocationRefused by holder, certificateSignature",
  ],
];
