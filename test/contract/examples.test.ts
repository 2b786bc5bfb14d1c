import { describe, expect, test } from "vitest";
import type { z } from "zod";
import * as acknowledging from "../../functions/src/contract/acknowledgeWipe.ts";
import * as ca from "../../functions/src/contract/caEvent.ts";
import * as clearing from "../../functions/src/contract/clearance.ts";
import * as proving from "../../functions/src/contract/clearanceProof.ts";
import * as contacting from "../../functions/src/contract/contact.ts";
import * as declaring from "../../functions/src/contract/declareDevice.ts";
import * as viewing from "../../functions/src/contract/deviceView.ts";
import * as fetching from "../../functions/src/contract/fetchCommands.ts";
import * as finding from "../../functions/src/contract/found.ts";
import * as holding from "../../functions/src/contract/hold.ts";
import { type MessageType, messageTypes } from "../../functions/src/contract/jws.ts";
import { KeySet } from "../../functions/src/contract/keys.ts";
import { PartnerJwk } from "../../functions/src/contract/partner.ts";
import * as planning from "../../functions/src/contract/planHandOver.ts";
import { Problem } from "../../functions/src/contract/problem.ts";
import * as receipts from "../../functions/src/contract/receipt.ts";
import * as registering from "../../functions/src/contract/registerDevice.ts";
import * as replacing from "../../functions/src/contract/replaceDevice.ts";
import * as resetting from "../../functions/src/contract/reset.ts";
import * as revoking from "../../functions/src/contract/revocation.ts";
import * as onDevice from "../../functions/src/contract/revokeOnDevice.ts";
import * as session from "../../functions/src/contract/session.ts";
import * as tsm from "../../functions/src/contract/tsm.ts";
import { WipeCommand, WipeMessage } from "../../functions/src/contract/wipeCommand.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { parseJws } from "../../functions/src/proof/compactJws.ts";
import * as caExamples from "./caExamples.ts";
import * as clerkExamples from "./clerkExamples.ts";
import * as examples from "./examples.ts";
import * as foundExamples from "./foundExamples.ts";
import * as makerExamples from "./makerExamples.ts";
import * as proofExamples from "./proofExamples.ts";
import * as receiptExamples from "./receiptExamples.ts";
import * as staffExamples from "./staffExamples.ts";
import * as tsmExamples from "./tsmExamples.ts";
import * as viewExamples from "./viewExamples.ts";

const messages: readonly [string, z.ZodType, object][] = [
  ["OpenSession", session.OpenSession, examples.openSession],
  ["SessionApplication", session.SessionApplication, examples.sessionApplication],
  ["OpenedSession", session.OpenedSession, examples.openedSession],
  ["RegisterDevice", registering.RegisterDevice, examples.registerDevice],
  ["DeviceRegistration", registering.DeviceRegistration, examples.deviceRegistration],
  ["CertificatePossession", registering.CertificatePossession, examples.certificatePossession],
  ["RegisteredDevice", registering.RegisteredDevice, examples.registeredDevice],
  ["ReplaceDevice (preview)", replacing.ReplaceDevice, examples.replacePreview],
  ["ReplaceDevice (confirm)", replacing.ReplaceDevice, examples.replaceConfirm],
  ["ReplacementPreview", replacing.ReplacementPreview, examples.replacementPreview],
  ["ReplacementConfirmed", replacing.ReplacementConfirmed, examples.revocationView],
  ["ApplyForRevocation", revoking.ApplyForRevocation, examples.applyForRevocation],
  ["RevocationApplication", revoking.RevocationApplication, examples.revocationApplication],
  ["RevocationView", revoking.RevocationView, examples.revocationView],
  ["SetContact", contacting.SetContact, examples.setContact],
  ["ConfirmContact", contacting.ConfirmContact, examples.confirmContact],
  ["ContactView", contacting.ContactView, examples.contactView],
  ["ListDevices", viewing.ListDevices, viewExamples.listDevices],
  ["ListedDevices", viewing.ListedDevices, viewExamples.listedDevices],
  ["DeclareDevice", declaring.DeclareDevice, viewExamples.declareDevice],
  ["DeviceDeclared", declaring.DeviceDeclared, viewExamples.deviceDeclared],
  ["PlanHandOver", planning.PlanHandOver, viewExamples.planHandOver],
  ["HandOverPlanned", planning.HandOverPlanned, viewExamples.handOverPlanned],
  ["DeviceView", viewing.DeviceView, viewExamples.listedDevices.devices[0] ?? {}],
  ["CreateHandoverCode", clearing.CreateHandoverCode, examples.createHandoverCode],
  ["HandoverCodeCreated", clearing.HandoverCodeCreated, examples.handoverCodeCreated],
  ["ClearanceRequest", clearing.ClearanceRequest, examples.clearanceRequest],
  ["OpenClearance (code)", clearing.OpenClearance, clerkExamples.openClearance],
  ["OpenClearance (phone)", clearing.OpenClearance, clerkExamples.openClearanceByPhone],
  ["ClearanceView", clearing.ClearanceView, clerkExamples.clearanceOpened],
  ["PullNow", clearing.PullNow, clerkExamples.pullNow],
  ["RecordInitialisation", clearing.RecordInitialisation, clerkExamples.recordInitialisation],
  ["ClearanceView (recorded)", clearing.ClearanceView, clerkExamples.initialisationRecorded],
  ["SetHoldChoice", holding.SetHoldChoice, examples.setHoldChoice],
  ["HoldChoiceMade", holding.HoldChoiceMade, examples.holdChoiceMade],
  ["ReleaseByCard", holding.ReleaseByCard, examples.releaseByCard],
  ["ReleaseApplication", holding.ReleaseApplication, examples.releaseApplication],
  ["ReleasedByCard", holding.ReleasedByCard, examples.releasedByCard],
  ["PlaceHold", holding.PlaceHold, staffExamples.placeHold],
  ["HoldView", holding.HoldView, staffExamples.holdPlaced],
  ["ReleaseHold", holding.ReleaseHold, staffExamples.releaseHold],
  ["HoldView (released)", holding.HoldView, staffExamples.holdReleased],
  ["RevokeOnDevice", onDevice.RevokeOnDevice, examples.revokeOnDevice],
  ["OnDeviceRevocation", onDevice.OnDeviceRevocation, examples.onDeviceRevocation],
  ["RevokedOnDevice", onDevice.RevokedOnDevice, { revocation: examples.revocationView, commands: ["a.b.c"] }],
  ["Receipt (of a revocation)", receipts.Receipt, receiptExamples.receiptOfRevocation],
  ["Receipt (of an erasure)", receipts.Receipt, receiptExamples.receiptOfErasure],
  ["RevocationReceipt", receipts.RevocationReceipt, receiptExamples.revocationReceipt],
  ["ErasureReceipt", receipts.ErasureReceipt, receiptExamples.erasureReceipt],
  ["ProveClearance", proving.ProveClearance, proofExamples.proveClearance],
  ["CreateClearanceProof", proving.CreateClearanceProof, proofExamples.createClearanceProof],
  ["ClearanceProof", proving.ClearanceProof, proofExamples.clearanceProof],
  ["ClearanceProofAnswer", proving.ClearanceProofAnswer, proofExamples.clearanceProofAnswer],
  ["WipeMessage", WipeMessage, examples.wipeMessage],
  ["WipeCommand", WipeCommand, examples.wipeCommand],
  ["KeySet", KeySet, examples.keySet],
  ["FetchCommands", fetching.FetchCommands, examples.fetchCommands],
  ["CommandRequest", fetching.CommandRequest, examples.commandRequest],
  ["FetchedCommands", fetching.FetchedCommands, examples.fetchedCommands],
  ["SecureElementStatement", tsm.SecureElementStatement, tsmExamples.secureElementStatement],
  ["TsmRequest", tsm.TsmRequest, tsmExamples.tsmRequest],
  ["ReportFromTsm", tsm.ReportFromTsm, tsmExamples.reportFromTsm],
  ["TsmReport", tsm.TsmReport, tsmExamples.tsmReport],
  ["TsmReportTaken", tsm.TsmReportTaken, tsmExamples.tsmReportTaken],
  ["ReportReset", resetting.ReportReset, makerExamples.reportReset],
  ["ResetReport (started)", resetting.ResetReport, makerExamples.resetStarted],
  ["ResetReport (completed)", resetting.ResetReport, makerExamples.resetCompleted],
  ["ResetReportTaken", resetting.ResetReportTaken, makerExamples.resetReportTaken],
  ["CheckFoundCertificates", finding.CheckFoundCertificates, foundExamples.checkFoundCertificates],
  ["FoundCertificates (revoked)", finding.FoundCertificates, foundExamples.foundRevoked],
  ["FoundCertificates (in force)", finding.FoundCertificates, foundExamples.foundInForce],
  ["FoundCertificates (unknown)", finding.FoundCertificates, foundExamples.foundUnknown],
  ["ReportFoundErased", finding.ReportFoundErased, foundExamples.reportFoundErased],
  ["FoundErasedTaken", finding.FoundErasedTaken, foundExamples.foundErasedTaken],
  ["ReportCaEvent", ca.ReportCaEvent, caExamples.reportCaEvent],
  ["CaEvent (revoked)", ca.CaEvent, caExamples.caEvent],
  ["CaEvent (renewed)", ca.CaEvent, caExamples.caRenewal],
  ["CaEventTaken", ca.CaEventTaken, caExamples.caEventTaken],
  ["PartnerJwk", PartnerJwk, caExamples.partnerJwk],
  ["AcknowledgeWipe", acknowledging.AcknowledgeWipe, examples.acknowledgeWipe],
  ["WipeAcknowledgement", acknowledging.WipeAcknowledgement, examples.wipeAcknowledgement],
  ["AcknowledgementTaken", acknowledging.AcknowledgementTaken, examples.acknowledgementTaken],
  ["Problem", Problem, examples.problem],
];

/** What may be left out, typed by hand. */
const optional: Readonly<Record<string, readonly string[]>> = {
  ReplacementConfirmed: ["receipt"],
  RevocationView: ["receipt"],
  SetContact: ["locale", "timeZone", "email", "phoneNumber", "channels", "wantsTips"],
  RevocationApplication: ["warningsShown"],
  OnDeviceRevocation: ["warningsShown"],
  DeviceView: ["nextStepAt"],
  SetHoldChoice: ["blockingWord", "escalateAfterDays"],
  PlaceHold: ["blockingWord", "onlyPhoneOf"],
  ReleaseHold: ["blockingWord"],
  HoldView: ["escalateAt"],
  "HoldView (released)": ["releasedAt"],
  "ClearanceView (recorded)": ["initialisation"],
};

describe.each(messages)("%s", (title, schema, example) => {
  test("takes its example as it is", () => {
    expect(schema.parse(example)).toEqual(example);
  });

  test("refuses a field that it doesn't know", () => {
    expect(schema.safeParse({ ...example, unknown: 1 }).success).toBe(false);
  });

  test("refuses what lacks one of its fields, except the optional ones", () => {
    for (const name of Object.keys(example)) {
      const { [name]: _left, ...rest } = Object(example);
      const isOptional = (optional[title] ?? ["detail"]).includes(name);
      expect([name, schema.safeParse(rest).success]).toEqual([name, isOptional]);
    }
  });

  test("refuses what isn't an object", () => {
    for (const other of [null, [], "text", 1, undefined]) expect(schema.safeParse(other).success).toBe(false);
  });
});

describe("fields inside are strict too:", () => {
  const { deviceRegistration, wipeAcknowledgement, wipeCommand, keySet, revocationView } = examples;
  const spoil = (inner: object | undefined) => ({ ...inner, unknown: 1 });
  test.each<[string, z.ZodType, object]>([
    [
      "handset",
      registering.DeviceRegistration,
      { ...deviceRegistration, handset: spoil(deviceRegistration.handset) },
    ],
    [
      "pushTarget",
      registering.DeviceRegistration,
      { ...deviceRegistration, pushTarget: spoil(deviceRegistration.pushTarget) },
    ],
    [
      "results",
      acknowledging.WipeAcknowledgement,
      { ...wipeAcknowledgement, results: wipeAcknowledgement.results.map(spoil) },
    ],
    ["certificates", WipeCommand, { ...wipeCommand, certificates: wipeCommand.certificates.map(spoil) }],
    ["keys", KeySet, { keys: keySet.keys.map(spoil) }],
    ["devices", revoking.RevocationView, { ...revocationView, devices: revocationView.devices.map(spoil) }],
    ["warning", revoking.RevocationView, { ...revocationView, warning: spoil(revocationView.warning) }],
  ])("%s", (_, schema, spoilt) => {
    expect(schema.safeParse(spoilt).success).toBe(false);
  });
});

describe("every signed message's header is one that the service takes:", () => {
  test.each<[MessageType, object, object]>([
    [messageTypes.sessionApplication, examples.sessionHeader, examples.sessionApplication],
    [messageTypes.deviceRegistration, examples.registrationHeader, examples.deviceRegistration],
    [messageTypes.certificatePossession, examples.possessionHeader, examples.certificatePossession],
    [messageTypes.revocationApplication, examples.revocationHeader, examples.revocationApplication],
    [messageTypes.releaseApplication, examples.releaseHeader, examples.releaseApplication],
    [messageTypes.onDeviceRevocation, examples.onDeviceRevocationHeader, examples.onDeviceRevocation],
    [messageTypes.wipeCommand, examples.commandHeader, examples.wipeCommand],
    [messageTypes.wipeAcknowledgement, examples.acknowledgementHeader, examples.wipeAcknowledgement],
  ])("%s", (type, header, payload) => {
    const parts = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
    const parsed = parseJws([...parts, "c2ln"].join("."), type);
    expect(isRefused(parsed) ? parsed : parsed.payload).toEqual(payload);
  });
});
