import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { HoldView } from "../../functions/src/contract/hold.ts";
import { Problem } from "../../functions/src/contract/problem.ts";
import { milliseconds } from "../../functions/src/entry/durations.ts";
import { type PhonesClient, phonesClient } from "../scenario/phonesClient.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { postJson } from "../stack/phones/holder.ts";
import { refusalTime } from "../stack/settings.ts";
import { certificateNameOf } from "../stack/staff/certificateName.ts";
import { createStaffAccount, type StaffAccount } from "../stack/staff/staffAccount.ts";

const addresses = addressesOfStack();
let phones: PhonesClient;
let agent: StaffAccount;
beforeAll(async () => {
  phones = phonesClient(addresses.phones.url);
  agent = await createStaffAccount(addresses, "agent");
});

/** A holder with one enrolled phone, and the card as the CA's records have it. */
async function enrolled() {
  const holder = await phones.newHolder();
  const phone = await phones.newPhone(holder, "Emulated Phone 1");
  await phones.enrol(phone);
  const certificates = [certificateNameOf((await phones.cardOf(holder)).certificate)];
  return { holder, phone, order: { requestId: randomUUID(), identifiedBy: "callBack", certificates } };
}

function send(path: string, body: unknown, token?: string) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return postJson(`${addresses.hostingUrl}${path}`, body, { ...headers });
}

async function sendAs(who: StaffAccount, path: string, body: unknown) {
  return send(path, body, await who.signIn());
}

function expectRefused({ status, body }: { status: number; body: unknown }, ...expected: [number, string]) {
  const { code } = Problem.parse(body);
  expect([status, code]).toEqual(expected);
}

const releasing = `/v1/holds/${"0".repeat(64)}/release`;

describe.each(["/v1/holds", releasing])("POST %s is for agents only:", (path) => {
  test("nobody signed in, or with a token that is none", async () => {
    expectRefused(await send(path, {}), 401, "not_signed_in");
    expectRefused(await send(path, {}, "made.up.token"), 401, "not_signed_in");
  });

  test.each([["holder"], ["clerk"], ["admin"], [undefined]])("the role %s", async (role) => {
    const other = await createStaffAccount(addresses, role);
    expectRefused(await sendAs(other, path, {}), 403, "role_missing");
  });

  test("an agent who signed in with a password alone", async () => {
    const weak = await createStaffAccount(addresses, "agent", { hasSecondFactor: false });
    expectRefused(await sendAs(weak, path, {}), 401, "not_signed_in");
  });

  test("an agent whose account was disabled, although the token lives on", async () => {
    const former = await createStaffAccount(addresses, "agent");
    const token = await former.signIn();
    expectRefused(await send(path, {}, token), 400, "malformed_request");
    await former.disable();
    expectRefused(await send(path, {}, token), 401, "not_signed_in");
  });
});

test("an agent holds by the CA's records, twice the same, and releases on a stronger identification", async () => {
  const { order } = await enrolled();
  const first = await sendAs(agent, "/v1/holds", order);
  expect(first.status).toBe(201);
  const held = HoldView.parse(first.body);
  expect(held.certificates.map(({ state }) => state)).toEqual(["onHold", "onHold"]);
  expect(await sendAs(agent, "/v1/holds", order)).toEqual(first);
  expectRefused(
    await sendAs(agent, "/v1/holds", { ...order, identifiedBy: "documentCheck" }),
    409,
    "request_reused",
  );
  const path = `/v1/holds/${held.holdId}/release`;
  expectRefused(await sendAs(agent, path, { identifiedBy: "callBack" }), 403, "identification_insufficient");
  const released = await sendAs(agent, path, { identifiedBy: "documentCheck" });
  expect(released.status).toBe(200);
  const { state, certificates } = HoldView.parse(released.body);
  expect(state).toBe("released");
  expect(certificates.map((one) => [one.kind, one.state, one.mustBeIssuedAgain]).toSorted()).toEqual([
    ["authentication", "valid", false],
    ["signing", "revoked", true],
  ]);
  expect(await sendAs(agent, path, { identifiedBy: "documentCheck" })).toEqual(released);
}, 60_000);

test("nobody found and a wrong word are the same answer, each after the same time; the right word holds", async () => {
  const { phone, order } = await enrolled();
  const choice = { blockingWord: "さくら", escalateAfterDays: 14 };
  const url = `${addresses.phones.url}/phones/${phone}/hold-choice`;
  expect((await postJson(url, choice)).body).toEqual({ hasBlockingWord: true, escalateAfterDays: 14 });
  const [known] = order.certificates;
  const unknown = { ...order, certificates: [{ ...known, serialNumber: "0102030405" }] };
  const wrong = { ...order, blockingWord: "ひまわり" };
  const refusals = [];
  for (const one of [unknown, wrong, order]) {
    const startedAt = performance.now();
    const refused = await sendAs(agent, "/v1/holds", one);
    expect(performance.now() - startedAt).toBeGreaterThan(milliseconds("REFUSAL_TIME", refusalTime));
    expectRefused(refused, 404, "holder_unknown");
    refusals.push(Problem.omit({ correlationId: true }).strip().parse(refused.body));
  }
  expect(new Set(refusals.map((refusal) => JSON.stringify(refusal))).size).toBe(1);
  const held = await sendAs(agent, "/v1/holds", { ...order, blockingWord: "サ ク ラ" });
  expect(held).toMatchObject({ status: 201, body: { state: "open", escalateAt: expect.any(String) } });
}, 60_000);

test("the holder releases by card what an agent held; a card with nothing on hold is refused", async () => {
  const { holder, order } = await enrolled();
  const url = `${addresses.phones.url}/holders/${holder}/releases`;
  const Answer = z.object({ status: z.int(), body: z.unknown() });
  expectRefused(Answer.parse((await postJson(url, {})).body), 404, "hold_unknown");
  await sendAs(agent, "/v1/holds", order);
  expect(await phones.releaseByCard(holder)).toMatchObject({ state: "released" });
});

test("an agent's session revokes nothing: that takes the card's signature, whoever is signed in", async () => {
  const { order } = await enrolled();
  expectRefused(await sendAs(agent, "/v1/revocations", order), 400, "malformed_request");
  expectRefused(await sendAs(agent, "/v1/holds/mine/release", order), 400, "malformed_request");
  const forged = { application: "e30.e30.AA" };
  expectRefused(await sendAs(agent, "/v1/revocations", forged), 400, "malformed_request");
});
