import type { CounterCheck } from "../domain/counterCheck.ts";
import type { Device } from "../domain/device.ts";
import { type HandOverCode, isLockedCode, isOpenCode } from "../domain/handOverCode.ts";
import { hexDigest } from "../domain/hash.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { appendAudit } from "./appendAudit.ts";
import type { CheckRecords, ClaimedPhone, Clerk, HashParts } from "./counterPorts.ts";
import type { Records } from "./ports.ts";

/** What opening a check touches. */
export type OpeningRecords = CheckRecords | "handOverCodes" | "usedProofs" | "notices";

/** A code as the holder read it out. */
export interface SaidCode {
  readonly receptionNumber: string;
  readonly code: string;
}

/** What a code or a phone's own word leads to: a device whose check is to be opened, or the check that it opened before. */
export type Claim =
  | {
      readonly device: Device;
      /** Marks it as used up by this check; once everything was read. */
      use(clearanceId: string, now: Date): void;
    }
  | { readonly check: CounterCheck };

/** A code that isn't there, is over, locked, wrong or used, and a phone that isn't itself, look the same. */
const codeRefused = refuse(
  "hand_over_code_refused",
  "Check the number and the code, or ask the holder for a new one.",
);

/** What a code leads to; a wrong one is counted against it, and the last one that it bears is told. */
export async function claimByCode(
  records: Pick<Records, OpeningRecords>,
  { receptionNumber, code: said }: SaidCode,
  { clerk, hashCode, now }: { clerk: Clerk; hashCode: HashParts; now: Date },
): Promise<Decision<Claim>> {
  const code = await records.handOverCodes.read(receptionNumber);
  if (!code || !isOpenCode(code, now)) return codeRefused;
  const device = await records.devices.read(code.deviceId);
  if (hashCode(code.salt, receptionNumber, said) !== code.hash) {
    keepWrong(records, { ...code, wrongTries: code.wrongTries + 1 }, { device, clerk, now });
    return codeRefused;
  }
  if (code.used) return claimAgain(records, code.used, clerk);
  if (!device) return codeRefused;
  const { clerkId } = clerk;
  return {
    device,
    use: (clearanceId) => records.handOverCodes.keep({ ...code, used: { clerkId, clearanceId } }),
  };
}

function keepWrong(
  records: Pick<Records, OpeningRecords>,
  code: HandOverCode,
  { device, clerk, now }: { device: Device | undefined; clerk: Clerk; now: Date },
): void {
  records.handOverCodes.keep(code);
  if (!device || !isLockedCode(code)) return;
  const subjects = [`devices/${device.deviceId}`, `shops/${clerk.shopId}`, `staff/${clerk.clerkId}`];
  appendAudit(records, device, [
    { act: "handOverCodeLocked", actor: "clerk", method: "staffSession", subjects, at: now },
  ]);
}

async function claimAgain(
  records: Pick<Records, OpeningRecords>,
  { clerkId, clearanceId }: { readonly clerkId: string; readonly clearanceId: string },
  clerk: Clerk,
): Promise<Decision<Claim>> {
  const check = clerkId === clerk.clerkId ? await records.checks.read(clearanceId) : undefined;
  return check ? { check } : codeRefused;
}

/** What a phone's own word leads to: it has to be signed by the key of the device that it names, and is used once. */
export async function claimByPhone(
  records: Pick<Records, OpeningRecords>,
  claimed: ClaimedPhone,
  clerk: Clerk,
): Promise<Decision<Claim>> {
  const device = await records.devices.read(claimed.deviceId);
  const isItself = device && !isRefused(await claimed.verify(device.deviceKey));
  if (!isItself) return codeRefused;
  const proofId = hexDigest("clearanceRequest", claimed.deviceId, claimed.jti);
  const used = await records.usedProofs.read(proofId);
  if (used) return claimUsed(records, used.digest ?? "", clerk);
  return {
    device,
    use: (digest, now) =>
      records.usedProofs.keep({ proofId, digest, expiresAt: new Date(now.getTime() + day) }),
  };
}

const day = 24 * 60 * 60_000;

/** Of a phone's word that was used the check that it opened is kept. */
async function claimUsed(
  records: Pick<Records, OpeningRecords>,
  clearanceId: string,
  { clerkId }: Clerk,
): Promise<Decision<Claim>> {
  const check = await records.checks.read(clearanceId);
  return check?.clerkId === clerkId ? { check } : codeRefused;
}
