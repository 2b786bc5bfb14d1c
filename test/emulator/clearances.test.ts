import { randomUUID } from "node:crypto";
import { initializeApp } from "firebase-admin/app";
import { getFirestore } from "firebase-admin/firestore";
import { beforeAll, describe, expect, test } from "vitest";
import { ClearanceView } from "../../functions/src/contract/clearance.ts";
import { Problem } from "../../functions/src/contract/problem.ts";
import { addShop, setShopState } from "../../functions/src/flow/changeShop.ts";
import { firestoreStore } from "../../functions/src/store/firestoreStore.ts";
import { type PhonesClient, phonesClient } from "../scenario/phonesClient.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { getJson, postJson, type ServiceAnswer } from "../stack/phones/holder.ts";
import { shopIds } from "../stack/shopIds.ts";
import { createStaffAccount, type StaffAccount } from "../stack/staff/staffAccount.ts";

const addresses = addressesOfStack();
const url = `${addresses.hostingUrl}/v1/clearances`;
let phones: PhonesClient;
beforeAll(() => {
  phones = phonesClient(addresses.phones.url);
});

const clerkOf = (shopId: string = shopIds.usual) => createStaffAccount(addresses, "clerk", { shopId });
const tokenOf = async (account: StaffAccount) => ({ authorization: `Bearer ${await account.signIn()}` });

async function enrolled(): Promise<string> {
  const phone = await phones.newPhone(await phones.newHolder(), "Counter Phone 1");
  await phones.enrol(phone);
  return phone;
}

async function codeOf(phone: string) {
  const { receptionNumber, code } = await phones.handOverCode(phone);
  return { code: { receptionNumber, code } };
}

async function check(
  clerk: StaffAccount,
  given: object,
  requestId: string = randomUUID(),
): Promise<ServiceAnswer> {
  return postJson(url, { requestId, ...given }, await tokenOf(clerk));
}

async function opened(clerk: StaffAccount, phone: string): Promise<ClearanceView> {
  return ClearanceView.parse((await check(clerk, await codeOf(phone))).body);
}

function told({ status, body }: ServiceAnswer): readonly [number, string] {
  return [status, status < 400 ? "taken" : Problem.parse(body).code];
}

const refused = [403, "hand_over_code_refused"] as const;
const unknown = [404, "clearance_unknown"] as const;

test("a clerk with the holder's code gets a verdict in words, and nothing that says whose the phone is", async () => {
  const clerk = await clerkOf();
  const phone = await enrolled();
  const { deviceId = "" } = await phones.view(phone);
  const answer = await check(clerk, await codeOf(phone));
  expect(answer.status).toBe(201);
  const view = ClearanceView.parse(answer.body);
  expect(view).toMatchObject({
    verdict: "revokeFirst",
    isRevoked: false,
    isErased: false,
    mayBeProven: false,
  });
  expect(view.phone).toEqual({ model: "Counter Phone 1", platform: "android" });
  expect(JSON.stringify(answer.body)).not.toContain(deviceId);
  const looked = await getJson(`${url}/${view.clearanceId}`, await tokenOf(await clerkOf()));
  expect(told(looked)).toEqual([200, "taken"]);
});

describe("guessing a code", () => {
  test("ends it at the fifth wrong try, by whichever clerks, and the holder makes another that works", async () => {
    const phone = await enrolled();
    const right = await codeOf(phone);
    const guess = (more: number) => ({
      code: { ...right.code, code: String((Number(right.code.code) + more) % 1_000_000).padStart(6, "0") },
    });
    const clerks = [await clerkOf(), await clerkOf(shopIds.twoPeople)];
    const answers = [];
    for (let more = 1; more <= 8; more += 1) {
      const clerk = clerks[more % 2];
      if (clerk) answers.push(await check(clerk, guess(more)));
    }
    expect(answers.map(told)).toEqual(answers.map(() => refused));
    const last = await check(await clerkOf(), right);
    expect(told(last)).toEqual(refused);
    expect(told(await check(await clerkOf(), await codeOf(phone)))).toEqual([201, "taken"]);
  }, 60_000);

  test("of a number that nobody has and of one that lives looks the same, but for the id of the answer", async () => {
    const { code } = await codeOf(await enrolled());
    const wrong = { ...code, code: code.code === "000000" ? "000001" : "000000" };
    const nobodys = {
      code: { receptionNumber: code.receptionNumber === "0000" ? "0001" : "0000", code: "000000" },
    };
    const clerk = await clerkOf();
    const alike = [await check(clerk, { code: wrong }), await check(clerk, nobodys)].map(
      ({ status, body }) => {
        const { correlationId, ...rest } = Problem.parse(body);
        return { status, rest };
      },
    );
    expect(alike[0]).toEqual(alike[1]);
  });

  test("twenty times makes a clerk wait, whosever code it is", async () => {
    const clerk = await clerkOf();
    const headers = await tokenOf(clerk);
    const nobodys = { receptionNumber: "0000", code: "000000" };
    // One after the other: the emulator keeps locks for so long that a crowd would only wait for each other.
    for (let guess = 0; guess < 20; guess += 1)
      await postJson(url, { requestId: randomUUID(), code: nobodys }, headers);
    expect(told(await check(clerk, await codeOf(await enrolled())))).toEqual([429, "rate_limited"]);
  }, 90_000);
});

describe("a code or a phone's word is used once:", () => {
  test("two clerks who give one code at once open one check", async () => {
    const code = await codeOf(await enrolled());
    const [one, other] = [await clerkOf(), await clerkOf()];
    const answers = await Promise.all([check(one, code), check(other, code)]);
    expect(answers.map(told).toSorted()).toEqual([[201, "taken"], refused]);
  });

  test("a phone's QR code opens a check, and its replay by another clerk nothing", async () => {
    const { phone } = await phones.shown(await enrolled());
    const clerk = await clerkOf();
    const first = await check(clerk, { phone });
    expect(told(first)).toEqual([201, "taken"]);
    expect(told(await check(await clerkOf(), { phone }))).toEqual(refused);
    const again = await check(clerk, { phone });
    expect(ClearanceView.parse(again.body).clearanceId).toBe(ClearanceView.parse(first.body).clearanceId);
  });
});

describe("only a clerk of the shop sees a check and acts in it:", () => {
  test("another shop's clerk, and one with a made-up id, find nothing", async () => {
    const { clearanceId } = await opened(await clerkOf(), await enrolled());
    const other = await tokenOf(await clerkOf(shopIds.twoPeople));
    const own = await tokenOf(await clerkOf());
    for (const path of ["", "/pulls", "/initialisations"]) {
      const go = (id: string, headers: Record<string, string>) =>
        path === "" ? getJson(`${url}/${id}`, headers) : postJson(`${url}/${id}${path}`, {}, headers);
      expect(told(await go(clearanceId, other))).toEqual(unknown);
      expect(told(await go("0".repeat(64), own))).toEqual(unknown);
      expect(told(await go("no-such-check", own))).toEqual(unknown);
    }
  });

  test("nobody signed in, a holder, an agent, and a clerk with a password alone are refused", async () => {
    const given = { code: { receptionNumber: "0000", code: "000000" } };
    expect(told(await postJson(url, { requestId: randomUUID(), ...given }))).toEqual([401, "not_signed_in"]);
    const agent = await createStaffAccount(addresses, "agent");
    expect(told(await check(agent, given))).toEqual([403, "role_missing"]);
    const options = { shopId: shopIds.usual, hasSecondFactor: false };
    expect(told(await check(await createStaffAccount(addresses, "clerk", options), given))).toEqual([
      401,
      "not_signed_in",
    ]);
  });

  test("a clerk whose account was disabled is out at once, though the token lives on", async () => {
    const clerk = await clerkOf();
    const { clearanceId } = await opened(clerk, await enrolled());
    const headers = await tokenOf(clerk);
    await clerk.disable();
    expect(told(await getJson(`${url}/${clearanceId}`, headers))).toEqual([401, "not_signed_in"]);
  });

  test("a shop that isn't registered, or was shut out, is refused, and its check with it", async () => {
    const code = await codeOf(await enrolled());
    expect(told(await check(await clerkOf("shop-nowhere"), code))).toEqual([403, "shop_unknown"]);
    expect(told(await check(await createStaffAccount(addresses, "clerk"), code))).toEqual([
      403,
      "shop_unknown",
    ]);
    const firestore = getFirestore(initializeApp({ projectId: addresses.projectId }, "clearances"));
    const ports = { transact: firestoreStore(firestore).transact, clock: () => new Date() };
    const shopId = `shop-${randomUUID()}`;
    await addShop({ shopId, name: "Short-lived Phones", needsTwoPeople: false }, ports);
    const clerk = await clerkOf(shopId);
    const { clearanceId } = ClearanceView.parse((await check(clerk, code)).body);
    await setShopState(shopId, "disabled", ports);
    expect(told(await getJson(`${url}/${clearanceId}`, await tokenOf(clerk)))).toEqual([403, "shop_unknown"]);
  });
});

test("an initialisation needs two clerks in a shop that takes two, and revoking comes first in any", async () => {
  const phone = await enrolled();
  const clerks = [await clerkOf(shopIds.twoPeople), await clerkOf(shopIds.twoPeople)] as const;
  const { clearanceId } = await opened(clerks[0], phone);
  const say = async (clerk: StaffAccount) =>
    postJson(`${url}/${clearanceId}/initialisations`, {}, await tokenOf(clerk));
  expect(told(await say(clerks[0]))).toEqual([409, "certificate_not_revoked"]);
  await phones.flip(phone, { pushBlocked: true, secureElement: "busy" });
  await phones.stopUsing(phone, { cause: "handedOn" });
  const look = async (clerk: StaffAccount) => getJson(`${url}/${clearanceId}`, await tokenOf(clerk));
  const waits = (mayConfirm: boolean) => ({ initialisation: { state: "awaitsSecondClerk", mayConfirm } });
  expect((await say(clerks[0])).body).toMatchObject(waits(false));
  expect((await say(clerks[0])).body).toMatchObject(waits(false));
  expect((await look(clerks[0])).body).toMatchObject(waits(false));
  expect((await look(clerks[1])).body).toMatchObject(waits(true));
  // On an Android phone a reset isn't known to clear the secure element: it is heard, proves nothing, and has the SEI-TSM asked.
  expect((await say(clerks[1])).body).toMatchObject({
    initialisation: { state: "recorded", mayConfirm: false },
    ...{ verdict: "eraseFirst", isErased: false, evidence: "resetReported", mayBeProven: false },
    todo: { step: "wait" },
  });
  await phones.flip(phone, { secureElement: "fine" });
  await expect
    .poll(async () => (await look(clerks[0])).body, { timeout: 20_000 })
    .toMatchObject({ verdict: "clear", evidence: "tsmConfirmed", todo: { step: "handOver" } });
});
