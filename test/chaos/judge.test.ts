import { expect, test } from "vitest";
import type { AuditedAct } from "../../functions/src/domain/audit.ts";
import { hashOf } from "../../functions/src/domain/auditChain.ts";
import { judge } from "./judge.ts";
import type { SeenAuditEntry, SeenPhone, SeenWipe, Snapshot } from "./snapshot.ts";

const at = "2026-11-22T09:00:00.000Z";
const empty = { isEmpty: true };
const planned = { holder: 0, trouble: "offline", from: 0, until: 10, returns: "silently" } as const;

const phone: SeenPhone = {
  planned,
  phone: "phone-1",
  holder: "holder-1",
  deviceId: "device-1",
  view: {
    answers: [],
    secureElement: {
      ...{ id: "element-1", mood: "fine", appletPresent: true },
      ...{ signing: empty, authentication: empty },
    },
  },
};

const wipe: SeenWipe = {
  ...{ wipeId: "wipe-1", deviceId: "device-1", state: "confirmed", attempts: 1 },
  ...{ openedAt: at, endedAt: at },
  certificates: [
    { certificateId: "signing-1", thumbprint: "thumbprint-1" },
    { certificateId: "authentication-1", thumbprint: "thumbprint-2" },
  ],
};

function entry(sequence: number, previousHash: string, act: AuditedAct = "sessionOpened"): SeenAuditEntry {
  const by = { actor: "holder", method: "cardSignature", at: new Date(at) } as const;
  const place = { holderId: "holder-id", chain: "holders/holder-id", sequence, previousHash };
  const said = { ...by, ...place, act, subjects: ["devices/device-1"] };
  return { ...said, auditId: String(sequence), hash: hashOf(said) };
}

const first = entry(1, "");
const second = entry(2, first.hash, "deviceRegistered");
const registered = { sequence: 0, hash: second.hash };

/** A run in which all is well, but for what is named. */
function snapshot(differing: Partial<Snapshot> = {}): Snapshot {
  return {
    answers: [],
    phones: [phone],
    devices: [{ deviceId: "device-1", holderId: "holder-id", wipeId: "wipe-1", auditHead: registered }],
    certificates: [
      { certificateId: "signing-1", deviceId: "device-1", state: "revoked" },
      { certificateId: "authentication-1", deviceId: "device-1", state: "revoked" },
    ],
    wipes: [wipe],
    attempts: [{ documentId: "1", wipeId: "wipe-1", number: 1, outcome: "accepted" }],
    holders: [{ holderId: "holder-id", auditHead: { sequence: 2, hash: second.hash } }],
    audit: [second, first],
    messages: [{ wipeId: "wipe-1", fate: "delivered" }],
    ...differing,
  };
}

const open: SeenWipe = { ...wipe, state: "sent", nextStep: "attempt", nextStepAt: at };
const gone: SeenPhone = { ...phone, planned: { ...planned, returns: "never" } };
const said = (differing: Partial<Snapshot>) => judge(snapshot(differing)).map(({ what }) => what);

test("a run in which all is well has no violations", () => {
  expect(judge(snapshot())).toEqual([]);
});

test("a phone that came back and isn't confirmed is a violation, with the wipe's id", () => {
  expect(judge(snapshot({ wipes: [open] }))).toEqual([
    { subject: "phone-1", wipeId: "wipe-1", what: "is sent, although the phone came back" },
  ]);
});

test("a phone that never came back may be open, with a next step and a time for it", () => {
  expect(said({ phones: [gone], wipes: [open] })).toEqual([]);
  const { nextStepAt, ...timeless } = open;
  expect(said({ phones: [gone], wipes: [timeless] })).toEqual(["is sent and has no next step"]);
});

test("an end that nobody asked for is a violation", () => {
  expect(said({ wipes: [{ ...wipe, state: "cancelled" }] })).toEqual(["ended as cancelled"]);
});

test("confirmed while the secure element still holds the certificate is a violation", () => {
  const signing = { isEmpty: false, thumbprint: "thumbprint-1" };
  const secureElement = { ...phone.view.secureElement, signing };
  expect(said({ phones: [{ ...phone, view: { ...phone.view, secureElement } }] })).toEqual([
    "is confirmed, and the secure element still holds 1 certificates",
  ]);
});

test("a certificate that no wipe lists, a live one, and a lost device or wipe are violations", () => {
  expect(said({ wipes: [{ ...wipe, certificates: wipe.certificates.slice(0, 1) }] })).toEqual([
    "doesn't list authentication-1",
  ]);
  const live = { certificateId: "signing-1", deviceId: "device-1", state: "valid" };
  expect(said({ certificates: [live] })).toEqual(["signing-1 is valid"]);
  expect(said({ devices: [] })).toEqual(["device device-1 is lost"]);
  expect(said({ wipes: [] })).toEqual(["device device-1 was revoked and has no wipe"]);
});

test("two attempts under one number, and one accepted that FCM never saw, are violations", () => {
  const attempt = { documentId: "1", wipeId: "wipe-1", number: 1, outcome: "accepted" };
  expect(said({ attempts: [attempt, { ...attempt, documentId: "2" }] })).toEqual([
    "has two attempts under one number",
    "files attempt 1 under 2",
    "has 2 accepted attempts, and FCM accepted 1",
  ]);
  const ahead = { ...attempt, documentId: "3", number: 3, outcome: "unavailable" };
  expect(said({ attempts: [attempt, ahead] })).toEqual(["has attempt 3, and has begun only 1"]);
});

test("a chain with a missing, changed or cut-off entry is a violation", () => {
  expect(said({ audit: [second] })).toEqual(["entry 2 follows 0"]);
  expect(said({ audit: [{ ...first, act: "holderRegistered" }, second] })).toEqual([
    "entry 1 was changed: its hash doesn't fit",
  ]);
  expect(said({ audit: [first, { ...second, previousHash: "another" }] })).toEqual([
    "entry 2 doesn't continue the one before it",
  ]);
  expect(judge(snapshot({ audit: [first] }))).toEqual([
    { subject: "holders/holder-id", what: "the head is at 2, the last entry is 1" },
    { subject: "devices/device-1", what: "the head is at 0, the last entry is 0" },
  ]);
});
