import {
  type HandOverCode,
  isFreeNumber,
  isOpenCode,
  makeHandOverCode,
  numbersTried,
} from "../domain/handOverCode.ts";
import { limitedUntil } from "../domain/limit.ts";
import type { Decision } from "../domain/refusal.ts";
import { isFreshlySignedIn, signInAgain } from "../domain/session.ts";
import { appendAudit } from "./appendAudit.ts";
import type { HashParts } from "./counterPorts.ts";
import { readCertificatesOnChip } from "./isOvertaken.ts";
import { deviceUnknown } from "./keepRevocation.ts";
import type { NewCode } from "./messagePorts.ts";
import type { ChargeLimit, Clock, NewId, Records, Transact } from "./ports.ts";
import { readPerson } from "./readPerson.ts";
import type { AuditRefusal } from "./refusalPorts.ts";

type Touched =
  | "cards"
  | "holders"
  | "devices"
  | "secureElements"
  | "certificates"
  | "wipes"
  | "handOverCodes"
  | "audit";

interface Ports {
  readonly transact: Transact<Touched>;
  readonly limit: ChargeLimit;
  readonly hashCode: HashParts;
  readonly newCode: NewCode;
  /** Four digits at random. */
  readonly newReceptionNumber: NewCode;
  readonly newId: NewId;
  /** How long a code can be used, milliseconds. */
  readonly codeLife: number;
  /** How long after its opening by card a session may do this, milliseconds. */
  readonly sessionLife: number;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
}

/** Which phone a signed-in holder wants checked. */
export interface CodeRequest {
  readonly holderId: string;
  readonly signedInAt: Date;
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
  const by = { holderId: asked.holderId };
  const refused = { act: "handOverCodeRefused", actor: "holder", method: "session", by } as const;
  return ports.auditRefusal(await create(asked, ports), refused);
}

async function create(asked: CodeRequest, ports: Ports): Promise<Decision<CreatedCode>> {
  const { transact, limit, sessionLife, clock, newCode, newId } = ports;
  const { holderId, signedInAt, deviceId } = asked;
  if (!isFreshlySignedIn(signedInAt, clock(), sessionLife)) return signInAgain;
  const subject = `${holderId} ${signedInAt.toISOString()}`;
  const limited = await limit({ scope: "handOverCodesPerSession", subject });
  if (limited) return limited;
  const numbers = Array.from({ length: numbersTried }, ports.newReceptionNumber);
  const [code, salt, now] = [newCode(), newId(), clock()];
  return transact(async (records) => {
    const person = await readPerson(records, holderId);
    const device = await records.devices.read(deviceId);
    if (!device || !person.includes(device.holderId)) return deviceUnknown;
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
