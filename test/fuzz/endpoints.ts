import { z } from "zod";
import { AcknowledgementTaken, AcknowledgeWipe } from "../../functions/src/contract/acknowledgeWipe.ts";
import { CaEventTaken, ReportCaEvent } from "../../functions/src/contract/caEvent.ts";
import {
  ClearanceView,
  CreateHandoverCode,
  HandoverCodeCreated,
  OpenClearance,
  PullNow,
  RecordInitialisation,
} from "../../functions/src/contract/clearance.ts";
import {
  ClearanceProofAnswer,
  CreateClearanceProof,
  ProveClearance,
} from "../../functions/src/contract/clearanceProof.ts";
import { ConfirmContact, ContactView, SetContact } from "../../functions/src/contract/contact.ts";
import { DeclareDevice, DeviceDeclared } from "../../functions/src/contract/declareDevice.ts";
import { ListDevices, ListedDevices } from "../../functions/src/contract/deviceView.ts";
import { FetchCommands, FetchedCommands } from "../../functions/src/contract/fetchCommands.ts";
import {
  CheckFoundCertificates,
  FoundCertificates,
  FoundErasedTaken,
  ReportFoundErased,
} from "../../functions/src/contract/found.ts";
import {
  HoldChoiceMade,
  HoldView,
  PlaceHold,
  ReleaseByCard,
  ReleasedByCard,
  ReleaseHold,
  SetHoldChoice,
} from "../../functions/src/contract/hold.ts";
import { KeySet } from "../../functions/src/contract/keys.ts";
import { HandOverPlanned, PlanHandOver } from "../../functions/src/contract/planHandOver.ts";
import { RegisterDevice, RegisteredDevice } from "../../functions/src/contract/registerDevice.ts";
import {
  ReplaceDevice,
  ReplacementConfirmed,
  ReplacementPreview,
} from "../../functions/src/contract/replaceDevice.ts";
import { ReportReset, ResetReportTaken } from "../../functions/src/contract/reset.ts";
import { ApplyForRevocation, RevocationView } from "../../functions/src/contract/revocation.ts";
import { RevokedOnDevice, RevokeOnDevice } from "../../functions/src/contract/revokeOnDevice.ts";
import { OpenedSession, OpenSession } from "../../functions/src/contract/session.ts";
import { ReportFromTsm, TsmReportTaken } from "../../functions/src/contract/tsm.ts";
import type { Cast } from "./cast.ts";
import { messages as by, type Message } from "./messages.ts";

/** One thing that outsiders can call: what it takes, what it answers, and which of its members are signed messages. */
interface Endpoint {
  /** The body, or a callable's `data`; without one, nothing is sent unless to be wrong. */
  readonly takes?: z.ZodType;
  readonly answers: z.ZodType;
  /** Whose sign-in goes with it; a holder's unless told, also where none is needed. */
  readonly as?: "agent" | "clerk";
  /** By the member's name; several where it is a list. */
  readonly signed?: Readonly<Record<string, readonly Message[]>>;
  /** Whose part is over once it was accepted: somebody new takes it. */
  readonly usesUp?: keyof Cast["renew"];
  /** Why nothing that is made here can be accepted. */
  readonly outOfReach?: string;
}

/**
 * Everything that is fuzzed: a callable by its name, a route by method and path as the router has them. A test compares
 * the list with what is deployed, so that a new one needs its line here. Tasks, events and schedules are not: only the
 * platform may call them.
 */
export const endpoints = {
  "POST /v1/sessions": {
    takes: OpenSession,
    answers: OpenedSession,
    signed: { application: [by.session] },
  },
  "POST /v1/revocations": {
    takes: ApplyForRevocation,
    answers: RevocationView,
    signed: { application: [by.revocation] },
  },
  "GET /v1/revocations/:revocationId": { answers: RevocationView },
  "POST /v1/holds": { takes: PlaceHold, answers: HoldView, as: "agent" },
  "POST /v1/holds/:holdId/release": { takes: ReleaseHold, answers: HoldView, as: "agent" },
  "POST /v1/holds/mine/release": {
    takes: ReleaseByCard,
    answers: ReleasedByCard,
    signed: { application: [by.release] },
  },
  "POST /v1/clearances": {
    takes: OpenClearance,
    answers: ClearanceView,
    as: "clerk",
    signed: { phone: [by.clearanceRequest] },
  },
  "GET /v1/clearances/:clearanceId": { answers: ClearanceView, as: "clerk" },
  "POST /v1/clearances/:clearanceId/pulls": { takes: PullNow, answers: ClearanceView, as: "clerk" },
  "POST /v1/clearances/:clearanceId/initialisations": {
    takes: RecordInitialisation,
    answers: ClearanceView,
    as: "clerk",
  },
  "POST /v1/clearances/:clearanceId/proofs": {
    takes: ProveClearance,
    answers: ClearanceProofAnswer,
    as: "clerk",
    outOfReach: "it takes a phone that has erased everything, and the ones here answer at random",
  },
  "POST /v1/tsm-reports": {
    takes: ReportFromTsm,
    answers: TsmReportTaken,
    signed: { report: [by.tsmReport] },
  },
  "POST /v1/resets": {
    takes: ReportReset,
    answers: ResetReportTaken,
    signed: { report: [by.resetReport] },
  },
  "POST /v1/ca-events": {
    takes: ReportCaEvent,
    answers: CaEventTaken,
    signed: { event: [by.caEvent] },
  },
  "GET /v1/keys": { answers: KeySet },
  "GET /.well-known/jwks.json": { answers: KeySet },
  acknowledgeWipe: {
    takes: AcknowledgeWipe,
    answers: AcknowledgementTaken,
    signed: { acknowledgement: [by.acknowledgement] },
  },
  fetchCommands: {
    takes: FetchCommands,
    answers: FetchedCommands,
    signed: { request: [by.commandRequest] },
  },
  checkFoundCertificates: { takes: CheckFoundCertificates, answers: FoundCertificates },
  reportFoundErased: { takes: ReportFoundErased, answers: FoundErasedTaken },
  setContact: { takes: SetContact, answers: ContactView },
  confirmContact: {
    takes: ConfirmContact,
    answers: ContactView,
    outOfReach: "the code stands in a mail only, and each setContact that comes between asks for another",
  },
  setHoldChoice: { takes: SetHoldChoice, answers: HoldChoiceMade },
  createHandoverCode: { takes: CreateHandoverCode, answers: HandoverCodeCreated },
  createClearanceProof: {
    takes: CreateClearanceProof,
    answers: ClearanceProofAnswer,
    outOfReach: "it takes a phone that has erased everything, and the ones here answer at random",
  },
  declareDevice: { takes: DeclareDevice, answers: DeviceDeclared },
  planHandOver: { takes: PlanHandOver, answers: HandOverPlanned },
  listDevices: { takes: ListDevices, answers: ListedDevices },
  registerDevice: {
    takes: RegisterDevice,
    answers: RegisteredDevice,
    signed: {
      registration: [by.registration],
      possessions: [by.signing, by.authentication],
      statement: [by.statement],
    },
  },
  replaceDevice: {
    takes: ReplaceDevice,
    answers: z.union([ReplacementPreview, ReplacementConfirmed]),
    signed: { application: [by.revocation] },
  },
  revokeOnDevice: {
    takes: RevokeOnDevice,
    answers: RevokedOnDevice,
    signed: { application: [by.onDevice] },
    usesUp: "leaving",
  },
} as const satisfies Record<string, Endpoint>;

/** An endpoint with its name taken apart: a callable is a POST to the function of its name. */
export interface Target extends Endpoint {
  readonly name: string;
  /** Its place in the list, which planted values carry. */
  readonly place: number;
  readonly functionName: string;
  readonly method: string;
  /** Below the function's own address; parameters as `:name`. */
  readonly path: string;
  readonly isCallable: boolean;
}

/** The list as targets. */
export const targets: readonly Target[] = Object.entries(endpoints).map(([name, endpoint], place) => {
  const [method = "", path] = name.split(" ");
  const where =
    path === undefined
      ? { functionName: name, method: "POST", path: "", isCallable: true }
      : { functionName: "api", method, path, isCallable: false };
  return { ...endpoint, ...where, name, place };
});
