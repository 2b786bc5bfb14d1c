import {
  type HandOverCode,
  isFreeNumber,
  isOpenCode,
  makeHandOverCode,
  numbersTried,
} from "../domain/handOverCode.ts";
import { limitedUntil } from "../domain/limit.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { appendAudit } from "./appendAudit.ts";
import type { HashParts } from "./counterPorts.ts";
import { findOwnDevice } from "./findOwnDevice.ts";
import { inSession, type Session, type SessionPorts } from "./inSession.ts";
import { readCertificatesOnChip } from "./isOvertaken.ts";
import { deviceUnknown } from "./keepRevocation.ts";
import type { NewCode } from "./messagePorts.ts";
import type { NewId, Records, Transact } from "./ports.ts";

type Touched =
  | "cards"
  | "holders"
  | "devices"
  | "secureElements"
  | "certificates"
  | "wipes"
  | "handOverCodes"
  | "audit";

interface Ports extends SessionPorts {
  readonly transact: Transact<Touched>;
  readonly hashCode: HashParts;
  readonly newCode: NewCode;
  /** Four digits at random. */
  readonly newReceptionNumber: NewCode;
  readonly newId: NewId;
  /** How long a code can be used, milliseconds. */
  readonly codeLife: number;
}

/** Which phone a signed-in holder wants checked. */
export interface CodeRequest extends Session {
  readonly deviceId: string;
}

/** A code as its holder is told it, once. */
interface CreatedCode extends Pick<HandOverCode, "receptionNumber" | "expiresAt"> {
  readonly code: string;
}

/**
 * Makes a code that lets one shop check one phone once, and ends the one before. Only right after signing in by card,
 * `not_signed_in` later: whoever has the phone could have it checked as theirs otherwise. A device that isn't there, one that
 * isn't theirs, and one that a later enrolment took over look the same.
 */
export async function createHandOverCode(asked: CodeRequest, ports: Ports): Promise<Decision<CreatedCode>> {
  const charged = { scope: "handOverCodesPerSession", act: "handOverCodeRefused" } as const;
  return inSession(asked, { ...ports, ...charged }, () => create(asked, ports));
}

async function create(asked: CodeRequest, ports: Ports): Promise<Decision<CreatedCode>> {
  const { transact, clock, newCode, newId } = ports;
  const numbers = Array.from({ length: numbersTried }, ports.newReceptionNumber);
  const [code, salt, now] = [newCode(), newId(), clock()];
  return transact(async (records) => {
    const own = await findOwnDevice(records, asked);
    if (isRefused(own)) return own;
    const { device } = own;
    const { deviceId } = device;
    if ((await readCertificatesOnChip(records, device)).length === 0) return deviceUnknown;
    const before = await records.handOverCodes.ofDevice(deviceId);
    const receptionNumber = await freeNumber(records, numbers, now);
    if (receptionNumber === undefined) return limitedUntil(new Date(now.getTime() + minute));
    const hash = ports.hashCode(salt, receptionNumber, code);
    const made = makeHandOverCode({ receptionNumber, deviceId, salt, hash }, { life: ports.codeLife, now });
    for (const one of before)
      if (isOpenCode(one, now)) records.handOverCodes.keep({ ...one, isOvertaken: true });
    records.handOverCodes.keep(made);
    const fact = { act: "handOverCodeMade", actor: "holder", method: "session", at: now } as const;
    appendAudit(records, device, [{ ...fact, subjects: [`devices/${deviceId}`] }]);
    return { receptionNumber, code, expiresAt: made.expiresAt };
  });
}

const minute = 60_000;

/** The first of these numbers that nobody has; undefined where all are taken. */
async function freeNumber(
  records: Pick<Records, "handOverCodes">,
  numbers: readonly string[],
  now: Date,
): Promise<string | undefined> {
  for (const number of numbers)
    if (isFreeNumber(await records.handOverCodes.read(number), now)) return number;
  return undefined;
}
