import type { AttemptSchedule } from "../domain/attemptSchedule.ts";
import { type Certificate, certificateMoves } from "../domain/certificate.ts";
import { hexDigest } from "../domain/hash.ts";
import { hasCommand, receiveCommand } from "../domain/receiveCommand.ts";
import { type Decision, isRefused, type Refused, refuse } from "../domain/refusal.ts";
import { channelMayGive } from "../domain/revocation.ts";
import type { Wipe, WipeScope } from "../domain/wipe.ts";
import { answerRepeat, firstOrRepeat } from "./firstOrRepeat.ts";
import { keepRevocation, type RevocationRecords } from "./keepRevocation.ts";
import type { OnDeviceRequest, ReadOnDeviceRevocation } from "./onDevicePorts.ts";
import type { Chance, Clock, NewId, Records, SignCommand, Transact } from "./ports.ts";
import { readOwnCertificates } from "./readCertificates.ts";
import { readCommanded } from "./readCommanded.ts";
import type { AuditRefusal } from "./refusalPorts.ts";
import type { ShownApplication } from "./showRevocation.ts";

interface Ports {
  readonly readOnDevice: ReadOnDeviceRevocation;
  readonly transact: Transact<RevocationRecords>;
  /** Without locks: what was stopped never comes into force again. */
  readonly read: Transact<"certificates">;
  readonly signCommand: SignCommand;
  readonly schedule: AttemptSchedule;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly newId: NewId;
  readonly scope: WipeScope;
}

/** What was revoked, and the commands for the phone to obey at once. */
export interface RevokedOnDevice {
  readonly shown: ShownApplication;
  readonly commands: readonly string[];
}

/**
 * Revokes certificates of the phone in hand, all or some, on the signature of one of them, and hands it the command to erase
 * them (2-1, 2-2). The phone may still crash before it erases: its wipe is `received`, and attempts go on. The same
 * application again answers what the first one did. Only that phone's certificates: another one's, another holder's and one
 * that isn't there are one and the same refusal.
 */
export async function revokeOnDevice(application: string, ports: Ports): Promise<Decision<RevokedOnDevice>> {
  const { readOnDevice, clock } = ports;
  const now = clock();
  const request = await readOnDevice(application, now);
  if (isRefused(request)) return request;
  const by = { certificateId: request.signedBy.certificateId };
  const asked = { act: "revocationRefused", actor: "holder", method: "certificateSignature", by } as const;
  return ports.auditRefusal(await revoke(request, now, ports), asked);
}

async function revoke(request: OnDeviceRequest, now: Date, ports: Ports): Promise<Decision<RevokedOnDevice>> {
  const { signedBy, jti, certificates, cause } = request;
  if (!channelMayGive("oldPhone", cause)) return notOnThePhone;
  const revocationId = hexDigest(signedBy.certificateId, jti);
  const digest = hexDigest(JSON.stringify([certificates, cause]));
  const shown = await firstOrRepeat(ports.transact, {
    first: (records) => revokeFirst(records, { request, revocationId, digest, now }, ports),
    repeat: (records) => answerRepeat(records, { revocationId, digest }),
  });
  return isRefused(shown) ? shown : { shown, commands: await commandsOf(shown, ports) };
}

const notOnThePhone = refuse(
  "cause_not_allowed",
  "On the phone the cause is stoppedUsing, handedOn or disposed.",
);
const notThisPhones = refuse(
  "certificate_unknown",
  "Sign with, and name, certificates that this phone registered.",
);

/** Also for an application that finds everything revoked that it names: nothing is written, however many there are. */
const revokedAlready = refuse("certificate_revoked", "It is revoked already: call fetchCommands, and erase.");

async function revokeFirst(
  records: Pick<Records, RevocationRecords>,
  asked: { request: OnDeviceRequest; revocationId: string; digest: string; now: Date },
  ports: Ports,
): Promise<Decision<ShownApplication>> {
  const { request, revocationId, digest, now } = asked;
  const signer = await records.certificates.read(request.signedBy.certificateId);
  if (signer?.thumbprint !== request.signedBy.thumbprint) return notThisPhones;
  const mayNot = refuseSigner(signer);
  if (mayNot) return mayNot;
  const device = await records.devices.read(signer.deviceId);
  if (!device) throw new Error("a certificate names a device that isn't kept");
  const chosen = choose(await readOwnCertificates(records, device), request.certificates);
  if (isRefused(chosen)) return chosen;
  const { holderId } = device;
  const { schedule, chance, newId, scope } = ports;
  const { cause, warningsShown } = request;
  const ends = ({ certificateId }: Certificate) => chosen.includes(certificateId);
  const handOut = (wipe: Wipe) => receiveCommand(wipe, schedule, { now, chance: chance() });
  const order = {
    revocationId,
    holderId,
    digest,
    devices: [device],
    ends,
    cause,
    warningsShown,
    now,
    newId,
    scope,
    handOut,
  };
  return keepRevocation(records, { ...order, channel: "oldPhone", ifNothingIsNew: revokedAlready });
}

/**
 * The certificate that signed must be one that can still be revoked. After that its signature is believed no more, not even
 * for a look at what was revoked and why: the phone may be in a thief's hands, and `fetchCommands` gives it its command. A
 * hold doesn't stand in the way: revoking is the safe direction, and a hold may always become a revocation.
 */
function refuseSigner({ state }: Certificate): Refused | undefined {
  if (state === "revoked") return revokedAlready;
  const move = certificateMoves[state].revoke;
  return isRefused(move) ? move : undefined;
}

/** The ids of the certificates that an application is for. */
function choose(
  own: readonly Certificate[],
  named: OnDeviceRequest["certificates"],
): Decision<readonly string[]> {
  const chosen = own.filter(({ thumbprint }) => named === "all" || named.includes(thumbprint));
  const isEachOwn = named === "all" || new Set(named).size === chosen.length;
  return isEachOwn ? chosen.map(({ certificateId }) => certificateId) : notThisPhones;
}

const day = 24 * 60 * 60 * 1000;

/** The open commands, also for a repeat: the first answer may have been lost. */
async function commandsOf(
  { devices }: ShownApplication,
  { read, signCommand, clock }: Ports,
): Promise<readonly string[]> {
  const open = devices.map(({ wipe }) => wipe).filter(hasCommand);
  if (open.length === 0) return [];
  const found = await read((records) => Promise.all(open.map((wipe) => readCommanded(records, wipe))));
  const now = clock();
  const expiresAt = new Date(now.getTime() + day);
  const commanded = found.filter((one) => one !== undefined);
  return Promise.all(commanded.map((one) => signCommand(one, { now, expiresAt })));
}
