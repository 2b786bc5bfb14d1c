import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FirestoreConsole } from "../scenario/firestoreConsole.ts";
import { awaitUntil } from "../scenario/insist.ts";
import { onChip } from "../scenario/onePhone.ts";
import { phonesClient } from "../scenario/phonesClient.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { signWithCard } from "../stack/phones/cardSigner.ts";
import { createFirebaseClient, type FirebaseClient, refusalOf } from "../stack/phones/firebaseClient.ts";
import type { PhoneView } from "../stack/phones/phoneView.ts";

const addresses = addressesOfStack();
const phones = phonesClient(addresses.phones.url);
const documents = new FirestoreConsole(addresses);

let holder: string;
let own: PhoneView;
let other: PhoneView;
let nobody: FirebaseClient;
beforeAll(async () => {
  nobody = createFirebaseClient(addresses);
  holder = await phones.newHolder();
  own = await phones.enrol(await phones.newPhone(holder, "Own Phone"));
  other = await phones.enrol(await phones.newPhone(holder, "Other Phone"));
}, 60_000);
afterAll(() => nobody.close());

async function stateOf(path: string): Promise<unknown> {
  return (await documents.read(path)).fields.state;
}

describe("over HTTP, with App Check and nobody signed in,", () => {
  test("a phone can't revoke another phone's certificate, though the holder is the same", async () => {
    const [theirs] = onChip(other);
    const order = { certificates: [theirs], cause: "disposed" };
    await expect(phones.stopUsing(own.phone, order)).rejects.toThrow("certificate_unknown");
    expect(await stateOf(`devices/${other.deviceId}`)).toBe("active");
  });

  test("a card's signature isn't a phone's", async () => {
    const claims = { certificates: "all", cause: "stoppedUsing" };
    const typ = "on-device-revocation+jwt";
    const signed = { typ, audience: addresses.hostingUrl, claims };
    const application = await signWithCard(await phones.cardOf(holder), signed);
    const problem: unknown = await nobody.call("revokeOnDevice", { application }).catch((thrown) => thrown);
    expect(refusalOf(problem)).toMatchObject({
      code: "chain_untrusted",
      status: "functions/unauthenticated",
    });
  });

  test("it revokes one of its certificates, erases that one alone, and later the other", async () => {
    await phones.flip(own.phone, { signedIn: false, pushBlocked: true });
    const [signing, authentication] = onChip(own);
    const first = await phones.stopUsing(own.phone, { certificates: [authentication] });
    expect(first.devices).toMatchObject([
      { state: "active", certificates: [{ kind: "authentication", state: "revoked" }] },
    ]);
    await awaitUntil("that one is erased", {
      look: () => phones.view(own.phone),
      isThere: (phone) => onChip(phone)[1] === undefined,
    });
    expect(onChip(await phones.view(own.phone))).toEqual([signing, undefined]);
    const second = await phones.stopUsing(own.phone, { cause: "handedOn" });
    expect(second.devices).toMatchObject([{ state: "retired" }]);
    const wipes = [first, second].map(({ devices }) => `wipes/${devices[0]?.erasure.wipeId}`);
    for (const wipe of wipes)
      await awaitUntil("its wipe is confirmed", {
        look: () => stateOf(wipe),
        isThere: (state) => state === "confirmed",
      });
    expect(onChip(await phones.view(own.phone))).toEqual([undefined, undefined]);
    const late = phones.stopUsing(own.phone, { repeat: true });
    expect((await late).devices[0]?.erasure.receipt?.verificationCode).toMatch(/^\w{5}-\w{5}$/);
  }, 90_000);
});
