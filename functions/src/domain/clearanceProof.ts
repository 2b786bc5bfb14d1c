import { createHash } from "node:crypto";
import type { Certificate } from "./certificate.ts";
import type { Device, Platform } from "./device.ts";
import type { Evidence } from "./evidence.ts";
import { hexDigest } from "./hash.ts";
import { plainModel } from "./plainModel.ts";
import type { GivenProof, ProvenPhone, SaidPhone } from "./provenPhone.ts";
import { inSeconds } from "./revocationReceipt.ts";
import { type ShownBy, saltedPhone } from "./shownPhone.ts";
import type { Wipe } from "./wipe.ts";

/** What a clearance proof says, as its claims: seconds since 1970, and nothing of whom the phone was. */
export interface ClearanceProof {
  readonly jti: string;
  readonly iat: number;
  readonly exp: number;
  readonly model: string;
  readonly platform: Platform;
  readonly verdict: "clear";
  readonly evidence: Evidence;
  readonly clearedAt: number;
  readonly phone: { readonly salt: string; readonly hash: string; readonly shownBy: ShownBy };
}

/** A device that is clear, with what it was before that: its own certificates, and the wipes that took them off it. */
export interface ClearedDevice {
  readonly device: Device;
  readonly certificates: readonly Certificate[];
  readonly wipes: readonly Wipe[];
  /** The clearance's. */
  readonly evidence: Evidence;
}

/** What a proof needs that only the outside can make or say: two ids that nobody can guess, and its life, milliseconds. */
interface FreshProof {
  readonly proofId: string;
  readonly salt: string;
  readonly life: number;
  readonly now: Date;
}

/** So many characters of the model are enough to know a phone by, and keep the proof small enough for a QR code. */
const longestModel = 32;
/** How long what says the same is the same proof, milliseconds: a lost answer is asked for again within a clearance or session. */
const sameProofFor = 60 * 60_000;

/** The device's proof as it is now: the one given before where nothing is said otherwise since, else a new one. */
export function giveProof(cleared: ClearedDevice, said: SaidPhone, fresh: FreshProof): ProvenPhone {
  const { proofId, salt, life, now } = fresh;
  const says = digestOf(cleared, said);
  const before = cleared.device.provenPhone;
  if (before && before.latest.says === says && now < sameUntil(before.latest)) return before;
  const latest = { proofId, salt, says, issuedAt: now, expiresAt: new Date(now.getTime() + life) };
  return { ...said, latest };
}

function sameUntil({ issuedAt, expiresAt }: GivenProof): Date {
  return new Date(Math.min(issuedAt.getTime() + sameProofFor, expiresAt.getTime()));
}

function digestOf(cleared: ClearedDevice, { phone, shownBy }: SaidPhone): string {
  return hexDigest("clearanceProof", phone, shownBy, JSON.stringify(factsOf(cleared)));
}

/** What a proof says of the device, whichever proof it is. */
function factsOf({ device, certificates, wipes, evidence }: ClearedDevice) {
  return {
    model: beginningOf(plainModel(device.handset.model)),
    platform: device.handset.platform,
    verdict: "clear",
    evidence,
    clearedAt: inSeconds(clearedAt(certificates, wipes)),
  } as const;
}

/** By whole characters: half a surrogate pair can't be signed as UTF-8. */
function beginningOf(model: string): string {
  return model
    .slice(0, longestModel)
    .toWellFormed()
    .replace(/\ufffd$/, "");
}

/** Since when nothing was left to do: revoked may be later than erased. */
function clearedAt(certificates: readonly Certificate[], wipes: readonly Wipe[]): Date {
  const stopped = certificates.map(({ state, revocation, expiresAt }) =>
    state === "expired" ? expiresAt : revocation?.revokedAt,
  );
  const erased = wipes.map(({ state, endedAt }) => (state === "confirmed" ? endedAt : undefined));
  const times = [...stopped, ...erased].filter((at) => at !== undefined);
  return new Date(Math.max(...times.map((at) => at.getTime())));
}

/** The claims of the proof that a cleared device has now; `shown` is the phone's normalised number, which is kept nowhere. */
export function clearanceProof(cleared: ClearedDevice, proven: ProvenPhone, shown: string): ClearanceProof {
  const { proofId, salt, issuedAt, expiresAt } = proven.latest;
  const hash = createHash("sha256").update(saltedPhone(salt, shown)).digest("base64url");
  return {
    jti: proofId,
    iat: inSeconds(issuedAt),
    exp: inSeconds(expiresAt),
    ...factsOf(cleared),
    phone: { salt, hash, shownBy: proven.shownBy },
  };
}
