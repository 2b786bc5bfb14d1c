import type { Cadence } from "../domain/cadence.ts";
import type { Device } from "../domain/device.ts";
import { hexDigest } from "../domain/hash.ts";
import type { HoldChoice } from "../domain/holdChoice.ts";
import type { Holder } from "../domain/holder.ts";
import { type IdentificationMethod, identifications } from "../domain/identification.ts";
import { type Decision, refuse } from "../domain/refusal.ts";
import { findCaller, readChoice } from "./findCaller.ts";
import { acceptWord, hearWord } from "./hearWord.ts";
import { keepHold, planHold } from "./keepHold.ts";
import type { ChargeLimit, Clock, HashWord, Records, Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import { type ShownHold, showHold } from "./showHold.ts";

export type HoldRecords =
  | "cards"
  | "holders"
  | "devices"
  | "certificates"
  | "holds"
  | "holdChoices"
  | "audit";

interface Ports {
  /** For looking only. */
  readonly read: Transact<HoldRecords>;
  readonly transact: Transact<HoldRecords>;
  readonly limit: ChargeLimit;
  readonly hashWord: HashWord;
  readonly schedule: Cadence;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
}

/** What an agent asks for on a caller's word; certificates by their ids. */
export interface HoldRequest {
  readonly requestId: string;
  readonly agentId: string;
  readonly certificateIds: readonly string[];
  readonly onlyPhoneOf?: string;
  readonly identifiedBy: IdentificationMethod;
  readonly blockingWord?: string;
}

/** Nobody, several, a phone that isn't theirs and a wrong word look the same. */
const holderUnknown = refuse(
  "holder_unknown",
  "Check the certificates, and ask for the blocking word if the caller has set one; by card the holder can always revoke.",
);

/**
 * Puts every valid certificate of the caller's active phones on hold at once. Refused with `holder_unknown` unless all the
 * certificates named lead to one holder, and the caller knows that holder's blocking word where there is one. The same
 * request again answers as the first time, also after the hold has ended.
 */
export async function placeHold(request: HoldRequest, ports: Ports): Promise<Decision<ShownHold>> {
  const by = { staffId: request.agentId };
  const asked = { act: "holdRefused", actor: "agent", method: "staffSession", by } as const;
  return ports.auditRefusal(await place(request, ports), asked);
}

async function place(request: HoldRequest, ports: Ports): Promise<Decision<ShownHold>> {
  const { read, transact, limit, schedule, clock } = ports;
  if (!identifications[request.identifiedBy].hold) return holderUnknown;
  const limited = await limit({ scope: "holdsPerAgent", subject: request.agentId });
  if (limited) return limited;
  const now = clock();
  const holdId = hexDigest("hold", request.agentId, request.requestId);
  const heard = await hearWord(
    request.blockingWord,
    (await read((records) => findCaller(records, request.certificateIds)))?.[0],
    ports,
  );
  return transact(async (records) => {
    const earlier = await records.holds.read(holdId);
    if (earlier && earlier.digest !== digestOf(request)) return requestReused;
    if (earlier) return showHold(records, earlier);
    const caller = await readCaller(records, request);
    if (!caller) return holderUnknown;
    const { devices, ...known } = caller;
    const found = await Promise.all(
      devices.map(async (device) => ({ device, certificates: await readOwnCertificates(records, device) })),
    );
    const plan = planHold(found, { holdId, heldAt: now });
    const { agentId, identifiedBy } = request;
    const tryId = hexDigest("hold", holdId, heard ?? "");
    const word = { ...known, heard, agentId, identifiedBy, isAlwaysAsked: true, tryId, now };
    if (!acceptWord(records, word)) return holderUnknown;
    if (plan.length === 0) return nothingInForce;
    const digest = digestOf(request);
    return keepHold(records, plan, { ...known, holdId, agentId, identifiedBy, digest, schedule, now });
  });
}

const requestReused = refuse("request_reused", "Use a new requestId for another request.");
const nothingInForce = refuse(
  "device_unknown",
  "This holder has no phone with a certificate in force: there is nothing to hold.",
);

/** Without the blocking word: this hash is a fast one. */
function digestOf({ certificateIds, onlyPhoneOf, identifiedBy }: HoldRequest): string {
  return hexDigest(JSON.stringify([certificateIds, onlyPhoneOf ?? null, identifiedBy]));
}

interface Caller {
  readonly holder: Holder;
  readonly choice: HoldChoice | undefined;
  readonly devices: readonly Device[];
}

async function readCaller(
  records: Pick<Records, HoldRecords>,
  { certificateIds, onlyPhoneOf }: HoldRequest,
): Promise<Caller | undefined> {
  const ids = await findCaller(records, certificateIds);
  const holder = ids && (await records.holders.read(ids[0]));
  if (!holder) return undefined;
  const choice = await readChoice(records, holder.holderId);
  const active = (await Promise.all(ids.map((id) => records.devices.activeOf(id)))).flat();
  if (onlyPhoneOf === undefined) return { holder, choice, devices: active };
  const only = await records.certificates.read(onlyPhoneOf);
  const devices = active.filter(({ deviceId }) => deviceId === only?.deviceId);
  return devices.length > 0 ? { holder, choice, devices } : undefined;
}
