import { holderIdsOf } from "../domain/caEvent.ts";
import type { Device } from "../domain/device.ts";
import { hexDigest } from "../domain/hash.ts";
import { type Decision, isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { channelMayGive, type HolderChannel } from "../domain/revocation.ts";
import type { WipeScope } from "../domain/wipe.ts";
import { cardStopped } from "./cardStopped.ts";
import { answerRepeat, firstOrRepeat } from "./firstOrRepeat.ts";
import {
  deviceUnknown,
  keepRevocation,
  type RevocationOrder,
  type RevocationRecords,
} from "./keepRevocation.ts";
import type {
  CardSigned,
  ChargeLimit,
  Clock,
  NewId,
  ReadRevocationApplication,
  Records,
  RevocationRequest,
  Transact,
} from "./ports.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { ShownApplication } from "./showRevocation.ts";

interface Ports {
  readonly readRevocation: ReadRevocationApplication;
  readonly transact: Transact<RevocationRecords>;
  readonly limit: ChargeLimit;
  readonly auditRefusal: AuditRefusal;
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
 * same application again answers what the first one did, also when the first answer was lost, and also when the CA has
 * stopped the card since: it was valid when it signed. One that has something to
 * revoke is never refused for how many there were; only those that find everything revoked already are counted.
 */
export async function applyForRevocation(
  incoming: IncomingApplication,
  ports: Ports,
): Promise<Decision<ShownApplication>> {
  const now = ports.clock();
  const signed = await ports.readRevocation(incoming.application, now);
  const decision = isRefused(signed) ? signed : await decide({ incoming, signed, now }, ports);
  return audit(decision, { signed, signedInAs: incoming.signedInAs }, ports);
}

const refused = { act: "revocationRefused", actor: "holder" } as const;

/** To whoever signed; and to whoever is signed in where that is another, or where the signature doesn't hold. */
async function audit<T>(
  decision: Decision<T>,
  { signed, signedInAs: holderId }: { signed: Decision<CardSigned<unknown>>; signedInAs: string | undefined },
  { auditRefusal }: Ports,
): Promise<Decision<T>> {
  if (holderId !== undefined && (isRefused(signed) || decision === ofAnother))
    await auditRefusal(decision, { ...refused, method: "session", by: { holderId } });
  if (isRefused(signed)) return decision;
  return auditRefusal(decision, { ...refused, method: "cardSignature", by: { cardId: signed.cardId } });
}

async function decide(asked: Asked, ports: Ports): Promise<Decision<ShownApplication>> {
  const notAllowed = checkChannel(asked.incoming, asked.signed);
  if (notAllowed) return notAllowed;
  const shown = await decideOn({ ...asked, ifNothingIsNew: uncounted }, ports);
  if (shown !== uncounted) return shown;
  const subject = asked.signed.cardId;
  const limited = await ports.limit({ scope: "repeatedRevocationsPerCard", subject });
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
      // For what is new only: what the card applied for while it stood is still answered by `repeat`.
      if (card.state !== "valid") return cardStopped;
      const devices = await findDevices(records, holderIdsOf(card), signed);
      if (isRefused(devices)) return devices;
      const { warningsShown } = signed;
      const order = { revocationId, holderId, digest, devices, cause, channel, newId, scope, ...when };
      return keepRevocation(records, { ...order, warningsShown });
    },
    repeat: (records) => answerRepeat(records, { revocationId, digest }),
    // Another holder's session learns nothing of what was answered to its own holder.
    refusesRepeatsToo: (refused) => refused === ofAnother,
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
