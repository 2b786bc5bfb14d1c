import type { AttemptResult } from "../../functions/src/domain/attempt.ts";
import type { PublicKey } from "../../functions/src/domain/device.ts";
import type { PushTarget } from "../../functions/src/domain/pushTarget.ts";
import { refuse } from "../../functions/src/domain/refusal.ts";
import type { Outcome, Wipe, WipeScope } from "../../functions/src/domain/wipe.ts";
import { acknowledgeWipe } from "../../functions/src/flow/acknowledgeWipe.ts";
import { applyForRevocation, type IncomingApplication } from "../../functions/src/flow/applyForRevocation.ts";
import { type AttemptPorts, attemptWipe } from "../../functions/src/flow/attemptWipe.ts";
import { expireCertificates } from "../../functions/src/flow/expireCertificates.ts";
import { fetchCommands } from "../../functions/src/flow/fetchCommands.ts";
import { openSession } from "../../functions/src/flow/openSession.ts";
import type {
  CardSigned,
  RevocationRequest,
  SignCommand,
  SignedAcknowledgement,
  WipeAsRead,
} from "../../functions/src/flow/ports.ts";
import { registerDevice } from "../../functions/src/flow/registerDevice.ts";
import type { Registration } from "../../functions/src/flow/registrationPorts.ts";
import { reportFromTsm } from "../../functions/src/flow/reportFromTsm.ts";
import { readerOf } from "./acknowledgements.ts";
import { BareWorld } from "./bareWorld.ts";
import { partnerProof } from "./partners.ts";
import { sampleRules } from "./sampleRules.ts";
import { sampleAuthentication, sampleDevice, sampleSigning, start } from "./samples.ts";

export const schedule = {
  points: [0, 300_000, 1_800_000],
  afterwards: 86_400_000,
  deferral: 900_000,
  jitter: 0,
  quiet: 0,
  handOver: { gap: 120 * 60_000, window: 3 * 24 * 60 * 60_000 },
};

/** An application by the card `card-1` as its reader gives it, under a number of its own. */
export function cardSigned(
  request: Partial<CardSigned<RevocationRequest>> = {},
): CardSigned<RevocationRequest> {
  const iat = start.getTime() / 1000;
  const claims = { aud: "https://service.example", iat, exp: iat + 300, jti: "application-number-1" };
  return { ...claims, cardId: "card-1", devices: "all", cause: "movedToNewPhone", ...request };
}

/** A registration as its reader gives it. */
export const sampleRegistration: Registration = {
  deviceKey: sampleDevice.deviceKey,
  secureElement: sampleDevice.secureElement,
  isProven: false,
  revocationStatus: "good",
  signedAt: start,
  handset: sampleDevice.handset,
  pushTarget: { kind: "fcmToken", value: "push-target-1" },
  certificates: [sampleSigning, sampleAuthentication].map(
    ({ certificateId, thumbprint, kind, expiresAt }) => {
      return { certificateId, thumbprint, kind, expiresAt };
    },
  ),
};

/**
 * The flows on a store in memory. Signed messages are JSON here, taken at their word: what makes them believable is
 * proof's business and tested there. FCM and Cloud Tasks do as the test says.
 */
export class World extends BareWorld {
  readonly sent: { target: PushTarget; wipeId: string; timeToLive: number }[] = [];
  readonly scheduled: { wipeId: string; at: Date }[] = [];
  readonly asked: string[] = [];
  readonly commanded: (readonly string[])[] = [];
  /** Whether a SEI-TSM is configured, and what it says to a request. */
  tsm: ((wipe: Wipe) => Promise<AttemptResult>) | undefined;
  scope: WipeScope = "keys";
  /** What FCM answers; a test may do something else meanwhile, or throw, as a crash does. */
  fcm: () => Promise<AttemptResult> = async () => ({ outcome: "accepted" });
  /** Signs by naming the wipe, and keeps which certificates each command names. */
  readonly signCommand: SignCommand = async ({ wipe, stopped }) => {
    this.commanded.push(stopped.map(({ thumbprint }) => thumbprint));
    return wipe.wipeId;
  };
  signIn(application: CardSigned<unknown> = cardSigned()): ReturnType<typeof openSession> {
    return openSession("application", {
      readSession: async () => application,
      limit: this.limit,
      transact: this.store.transact,
      mintCustomToken: async (holderId) => `token for ${holderId}`,
      auditRefusal: this.auditRefusal,
      clock: this.clock,
      newId: this.newId,
    });
  }

  register(holderId: string, registration: Partial<Registration> = {}): ReturnType<typeof registerDevice> {
    return registerDevice(
      { holderId, registration: "registration", possessions: [] },
      {
        readRegistration: async () => ({ ...sampleRegistration, signedAt: this.clock(), ...registration }),
        limit: this.limit,
        rules: sampleRules,
        transact: this.store.transact,
        auditRefusal: this.auditRefusal,
        clock: this.clock,
        newId: this.newId,
        scope: this.scope,
      },
    );
  }

  /** Marks what has expired, and answers how much that was. */
  expire(): Promise<number> {
    const { clock, newId, scope, log } = this;
    const { expiredCertificates, transact } = this.store;
    return expireCertificates({ expiredCertificates, transact, clock, newId, scope, log });
  }

  /** A holder, signed in by `card-1`, with one registered phone: `[holderId, deviceId]`. */
  async enrolled(registration: Partial<Registration> = {}): Promise<[string, string]> {
    const session = await this.signIn(cardSigned({ jti: "session-number-1" }));
    const holderId = "holderId" in session ? session.holderId : "";
    const registered = await this.register(holderId, registration);
    return [holderId, "device" in registered ? registered.device.deviceId : ""];
  }

  /** The same, with the SEI-TSM's word on where the certificates are. */
  enrolledProven(): Promise<[string, string]> {
    return this.enrolled({ isProven: true });
  }

  revoke(
    request: Partial<CardSigned<RevocationRequest>> = {},
    incoming: Partial<IncomingApplication> = {},
  ): ReturnType<typeof applyForRevocation> {
    return applyForRevocation(
      { application: "application", channel: "card", ...incoming },
      {
        readRevocation: async () => cardSigned(request),
        limit: this.limit,
        transact: this.store.transact,
        clock: this.clock,
        newId: this.newId,
        scope: this.scope,
        auditRefusal: this.auditRefusal,
      },
    );
  }

  /** The id of the wipe that a revocation of the one enrolled phone opens. */
  async revoked(): Promise<string> {
    await this.enrolled();
    const shown = await this.revoke();
    return "devices" in shown ? (shown.devices[0]?.wipe.wipeId ?? "") : "";
  }

  attempt(wipeId: string, known?: WipeAsRead, failing: Partial<AttemptPorts> = {}): Promise<void> {
    const { transact, read, readWipe, replaceWipe, readDevice } = this.store;
    const ports: AttemptPorts = {
      ...{ transact, read, readWipe, replaceWipe, readDevice },
      signCommand: this.signCommand,
      sendCommand: async (target, { command, timeToLive }) => {
        this.sent.push({ target, wipeId: command, timeToLive });
        return this.fcm();
      },
      askTsm: this.tsm && ((wipe) => this.#ask(wipe)),
      suspectFaults: async () => this.documents.paths("breakers").length > 0,
      scheduleAttempt: async (id, at) => {
        this.scheduled.push({ wipeId: id, at });
      },
      schedule,
      wipeReminders: sampleRules.wipes,
      lease: 120_000,
      clock: this.clock,
      chance: () => 0,
      log: this.log,
      ...failing,
    };
    return attemptWipe(wipeId, ports, known);
  }

  acknowledge(
    answer: Partial<SignedAcknowledgement>,
    signer: PublicKey = sampleDevice.deviceKey,
  ): ReturnType<typeof acknowledgeWipe> {
    return acknowledgeWipe("acknowledgement", {
      acknowledgements: readerOf(answer, signer),
      transact: this.store.transact,
      schedule,
      rules: sampleRules,
      hasTsm: this.tsm !== undefined,
      auditRefusal: this.refusalAudit,
      clock: this.clock,
      chance: () => 0,
      log: this.log,
    });
  }

  /** The phone asks for its commands; the answer names the wipes. */
  fetch(deviceId: string, signer: PublicKey = sampleDevice.deviceKey): ReturnType<typeof fetchCommands> {
    const verify = async (key: PublicKey) => (key.x === signer.x ? undefined : refuse("signature_invalid"));
    return fetchCommands("request", {
      commandRequests: { peek: () => ({ deviceId, verify }) },
      transact: this.store.transact,
      signCommand: this.signCommand,
      schedule,
      clock: this.clock,
      chance: () => 0,
    });
  }

  /** The SEI-TSM reports on version 1 of a wipe's command. */
  tsmReports(
    wipeId: string,
    outcomes: Readonly<Record<string, Outcome>>,
    jti = this.newId(),
  ): ReturnType<typeof reportFromTsm> {
    const proof = partnerProof(jti, JSON.stringify(outcomes));
    const results = Object.entries(outcomes).map(([thumbprint, outcome]) => ({ thumbprint, outcome }));
    return reportFromTsm("report", {
      readTsmReport: async () => ({ partnerId: "sei-tsm", commandId: `${wipeId}.1`, results, proof }),
      limit: this.limit,
      transact: this.store.transact,
      auditRefusal: this.auditRefusal,
      schedule,
      rules: sampleRules,
      clock: this.clock,
      chance: () => 0,
    });
  }

  async #ask(wipe: Wipe): Promise<AttemptResult> {
    this.asked.push(wipe.wipeId);
    return this.tsm ? this.tsm(wipe) : { outcome: "noTarget" };
  }
}
