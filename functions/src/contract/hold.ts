import { z } from "zod";
import { certificateKinds, certificateStates } from "../domain/certificate.ts";
import { holdStates } from "../domain/hold.ts";
import { identificationMethods } from "../domain/identification.ts";
import { CertificateName } from "./certificateName.ts";
import { CompactJws, HexId, proofClaims } from "./jws.ts";

const identifiedBy = z.enum(identificationMethods);
const BlockingWord = z.string().min(1).max(64);

/** `POST /v1/holds`, by a call-centre agent: the caller lost a phone. The same `requestId` again is the same request. */
export const PlaceHold = z.strictObject({
  requestId: z.string().min(16).max(128),
  /** Certificates of the caller's card or phones, as the CA's records have them: all have to lead to one holder. */
  certificates: z.array(CertificateName).min(1).max(4),
  /** Holds only the phone that has this certificate; without it, all of the holder's phones. */
  onlyPhoneOf: CertificateName.optional(),
  identifiedBy,
  /** What the caller said, as it sounded; has to be right where the holder has set one. */
  blockingWord: BlockingWord.optional(),
});

/** `POST /v1/holds/{id}/release`, by an agent: the phone was found. Takes a stronger identification than the hold. */
export const ReleaseHold = z.strictObject({ identifiedBy, blockingWord: BlockingWord.optional() });

/** `POST /v1/holds/mine/release`, by the holder at home: releases whatever of theirs is on hold. */
export const ReleaseByCard = z.strictObject({ application: CompactJws });

/** What the card signs to release. Header: `typ release-application+jwt`, `alg` (RS256, ES256, ES384), `x5c`. */
export const ReleaseApplication = z.strictObject(proofClaims);

/** A hold as it is now. */
export const HoldView = z.strictObject({
  holdId: HexId,
  state: z.enum(holdStates),
  placedAt: z.iso.datetime(),
  releasedAt: z.iso.datetime().optional(),
  /** When the certificates are revoked by rule, because the holder chose so in advance. */
  escalateAt: z.iso.datetime().optional(),
  certificates: z.array(
    z.strictObject({
      certificateId: HexId,
      model: z.string(),
      kind: z.enum(certificateKinds),
      state: z.enum(certificateStates),
      /** It doesn't come back by a release: the holder has it issued again. */
      mustBeIssuedAgain: z.boolean(),
    }),
  ),
});
export type HoldView = z.infer<typeof HoldView>;

/** The answer to a release by card: every hold that it released. */
export const ReleasedByCard = z.strictObject({ holds: z.array(HoldView).min(1) });

/**
 * Callable `setHoldChoice`, soon after signing in by card (`SESSION_LIFE`): what to do the day the phone is lost. `null` takes a
 * choice back, what isn't named stays as it is.
 */
export const SetHoldChoice = z.strictObject({
  /** What a caller has to say; compared in one spelling, so that kana, case and spaces don't matter. */
  blockingWord: BlockingWord.nullable().exactOptional(),
  /** Revoke after so many days on hold. */
  escalateAfterDays: z.int().min(1).max(365).nullable().exactOptional(),
});

/** The answer: what is chosen now; the word itself is never shown again. */
export const HoldChoiceMade = z.strictObject({
  hasBlockingWord: z.boolean(),
  escalateAfterDays: z.int().nullable(),
});
