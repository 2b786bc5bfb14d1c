import { holderIdsOf } from "../domain/caEvent.ts";
import type { Device } from "../domain/device.ts";
import { hexDigest } from "../domain/hash.ts";
import { type Decision, isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { channelMayGive, type HolderChannel } from "../domain/revocation.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { cardStopped } from "./cardStopped.ts";
import { deviceUnknown, keepRevocation, type RevocationOrder } from "./keepRevocation.ts";
import {
  AlreadyKept,
  type CardSigned,
  type ChargeLimit,
  type Clock,
  type NewId,
  type ReadRevocationApplication,
  type Records,
  type RevocationRequest,
  type Transact,
} from "./ports.ts";
import { type ShownApplication, showApplication } from "./showRevocation.ts";

export type RevocationRecords =
  | "cards"
  | "holders"
  | "devices"
  | "certificates"
  | "applications"
  | "wipes"
  | "audit";

interface Ports {
  readonly readRevocation: ReadRevocationApplication;
  readonly transact: Transact<RevocationRecords>;
  readonly limit: ChargeLimit;
  readonly clock: Clock;
  readonly newId: NewId;
  /** What wipes erase in this deployment. */
  readonly scope: WipeScope;
}

/** An application as it came in: `signedInAs` is the holder of the session, where the channel has one. */
export interface IncomingApplication {
  readonly application: string;
  readonly channel: HolderChannel;
  readonly signedInAs?: string;
}

/**
 * Revokes the certificates of the holder's devices and opens the wipes that must follow, in one commit (1-1, 1-2). The
 * same application again answers what the first one did, also when the first answer was lost. One that has something to
 * revoke is never refused for how many there were; only those that find everything revoked already are counted.
 */
export async function applyForRevocation(
  incoming: IncomingApplication,
  ports: Ports,
): Promise<Decision<ShownApplication>> {
  const now = ports.clock();
  const signed = await ports.readRevocation(incoming.application, now);
  if (isRefused(signed)) return signed;
  const notAllowed = checkChannel(incoming, signed);
  if (notAllowed) return notAllowed;
  const asked = { incoming, signed, now };
  const shown = await decideOn({ ...asked, ifNothingIsNew: uncounted }, ports);
  if (shown !== uncounted) return shown;
  const limited = await ports.limit({ scope: "repeatedRevocationsPerCard", subject: signed.cardId });
  return limited ?? decideOn(asked, ports);
}

/** Stands for an application that finds everything revoked, before it is counted; told by identity. */
const uncounted = refuse("rate_limited");

interface Asked extends Pick<RevocationOrder, "now" | "ifNothingIsNew"> {
  readonly incoming: IncomingApplication;
  readonly signed: CardSigned<RevocationRequest>;
}

function decideOn(
  { incoming, signed, ...when }: Asked,
  { transact, newId, scope }: Ports,
): Promise<Decision<ShownApplication>> {
  const { channel, signedInAs } = incoming;
  const { cause } = signed;
  const revocationId = hexDigest(signed.cardId, signed.jti);
  const digest = hexDigest(JSON.stringify([signed.devices, signed.cause]));
  return firstOrRepeat(transact, {
    async first(records) {
      const card = await records.cards.read(signed.cardId);
      if (!card) return deviceUnknown;
      const { holderId } = card;
      if (signedInAs !== undefined && signedInAs !== holderId) return ofAnother;
      if (card.state !== "valid") return cardStopped;
      const devices = await findDevices(records, holderIdsOf(card), signed);
      if (isRefused(devices)) return devices;
      const { warningsShown } = signed;
      const order = { revocationId, holderId, digest, devices, cause, channel, newId, scope, ...when };
      return keepRevocation(records, { ...order, warningsShown });
    },
    repeat: (records) => answerRepeat(records, { revocationId, digest }),
  });
}

const ofAnother = refuse("card_of_another_holder", "Sign with the card of the holder who is signed in.");

function checkChannel(
  { channel }: IncomingApplication,
  { cause, devices }: RevocationRequest,
): Refused | undefined {
  if (channel === "newPhone" && cause !== "movedToNewPhone")
    return refuse("cause_not_allowed", "On the new phone the cause is movedToNewPhone.");
  if (!channelMayGive(channel, cause))
    return refuse("cause_not_allowed", "This channel can't give this cause.");
  if (channel === "newPhone" && devices === "all")
    return refuse(
      "malformed_request",
      "devices: name the old ones, the new phone may be registered already.",
    );
  return undefined;
}

/**
 * Takes every application for a first one, which spares a read: what was applied for before is refused or already there,
 * and only then looked up.
 */
export async function firstOrRepeat<R, T>(
  transact: <D>(body: (records: R) => Promise<D>) => Promise<D>,
  {
    first,
    repeat,
  }: Record<"first", (records: R) => Promise<Decision<T>>> &
    Record<"repeat", (records: R) => Promise<Decision<T> | undefined>>,
): Promise<Decision<T>> {
  const decide = async (records: R) => {
    const decision = await first(records);
    // Another holder's session learns nothing of what was answered to its own holder.
    if (!isRefused(decision) || decision === ofAnother) return decision;
    return (await repeat(records)) ?? decision;
  };
  return transact(decide).catch(async (problem: unknown) => {
    const answer = problem instanceof AlreadyKept ? await transact(repeat) : undefined;
    if (answer === undefined) throw problem;
    return answer;
  });
}

/** What an application that was decided before is answered with; undefined for one that wasn't. */
export async function answerRepeat(
  records: Pick<Records, RevocationRecords>,
  { revocationId, digest }: { revocationId: string; digest: string },
): Promise<Decision<ShownApplication> | undefined> {
  const earlier = await records.applications.read(revocationId);
  if (!earlier) return undefined;
  if (earlier.digest !== digest) return refuse("proof_reused", "Sign another application under a new jti.");
  return showApplication(records, earlier);
}

async function findDevices(
  records: Pick<Records, RevocationRecords>,
  holderIds: readonly string[],
  { devices }: CardSigned<RevocationRequest>,
): Promise<Decision<readonly Device[]>> {
  if (devices === "all") {
    const active = (await Promise.all(holderIds.map((id) => records.devices.activeOf(id)))).flat();
    return active.length > 0 ? active : deviceUnknown;
  }
  const found = await Promise.all([...new Set(devices)].map((id) => records.devices.read(id)));
  const own = found
    .filter((device) => device !== undefined)
    .filter((device) => holderIds.includes(device.holderId));
  return own.length === found.length ? own : deviceUnknown;
}
