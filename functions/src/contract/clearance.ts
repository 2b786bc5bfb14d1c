import { z } from "zod";
import { clearanceSteps, verdicts } from "../domain/clearance.ts";
import { initialisationStates } from "../domain/counterCheck.ts";
import { platforms } from "../domain/device.ts";
import { evidenceLevels } from "../domain/evidence.ts";
import { shopsWords } from "../domain/shownPhone.ts";
import { CompactJws, HexId, proofClaims } from "./jws.ts";

const at = z.iso.datetime();
const inBoth = { ja: z.string(), en: z.string() };
const requestId = z.string().min(16).max(128);

/** A hand-over code as the holder reads it out: the number finds it and is no secret, the code is one. */
export const HandOverCode = z.strictObject({
  receptionNumber: z.string().regex(/^\d{4}$/, "must be the four digits of the reception number"),
  code: z.string().regex(/^\d{6}$/, "must be the six digits of the code"),
});

/**
 * `POST /v1/clearances`, by a clerk of a registered shop: is this phone revoked and erased? With the holder's hand-over code, or with
 * what the phone itself shows. The same `requestId` again is the same request.
 */
export const OpenClearance = z.union(
  [z.strictObject({ requestId, code: HandOverCode }), z.strictObject({ requestId, phone: CompactJws })],
  "must have a requestId, and either the holder's code or what the phone shows",
);

/**
 * What the device key signs to be checked, shown as a QR code: `https://<public host>/shop/#p=<JWS>`. Header:
 * `typ clearance-request+jwt`, `alg ES256`. Used once.
 */
export const ClearanceRequest = z.strictObject({
  ...proofClaims,
  /** The device's id. */
  sub: HexId,
});

/** `POST /v1/clearances/{id}/pulls`: the phone is attempted now, and the clerk shows it the QR code of `pullUrl`. */
export const PullNow = z.strictObject({});

/**
 * `POST /v1/clearances/{id}/initialisations`: the clerk saw the phone being initialised. Where the shop needs two people, another
 * clerk says the same. The same clerk again changes nothing.
 */
export const RecordInitialisation = z.strictObject({});

/** A counter check as it stands now: two yes/no answers and what is left to do. Nothing in it says whose the phone is. */
export const ClearanceView = z.strictObject({
  clearanceId: HexId,
  verdict: z.enum(verdicts),
  isRevoked: z.boolean(),
  isErased: z.boolean(),
  /** How far the erasure is believed, weakest first in the list. */
  evidence: z.enum(evidenceLevels),
  /** The two answers and what they rest on, in words. */
  words: z.strictObject(inBoth),
  /** What to do next, as a code and in words for the clerk. */
  todo: z.strictObject({ step: z.enum(clearanceSteps), ...inBoth }),
  /** What the phone calls itself, so that the clerk sees that it is this one. Not to be believed for more. */
  phone: z.strictObject({ model: z.string(), platform: z.enum(platforms) }),
  /** The text of a QR code that makes the app on the phone fetch its command. No secret. */
  pullUrl: z.url(),
  /** An initialisation done here, where one was said; `mayConfirm` where the clerk who asks can be the second of two. */
  initialisation: z
    .strictObject({ state: z.enum(initialisationStates), at, mayConfirm: z.boolean() })
    .exactOptional(),
  asOf: at,
  /** Until when any clerk of the shop may look at it and act on it. */
  expiresAt: at,
  /** Whether a clearance proof can be had. */
  mayBeProven: z.boolean(),
  /** What a proof given now would say in `phone.shownBy`: `shopByCode` until the phone itself has answered in this check. */
  shopsWord: z.enum(shopsWords),
});
export type ClearanceView = z.infer<typeof ClearanceView>;

/**
 * Callable `createHandoverCode`, within ten minutes of signing in by card: a code that lets one shop check one phone once. A new one
 * ends the one before.
 */
export const CreateHandoverCode = z.strictObject({ deviceId: HexId });

/** The answer; the code is shown here and never again. `qr` is the text of a QR code that says the same. */
export const HandoverCodeCreated = z.strictObject({
  ...HandOverCode.shape,
  expiresAt: at,
  qr: z.url(),
});
