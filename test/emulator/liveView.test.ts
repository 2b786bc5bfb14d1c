import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { DeviceDeclared } from "../../functions/src/contract/declareDevice.ts";
import { ListedDevices } from "../../functions/src/contract/deviceView.ts";
import { OpenedSession } from "../../functions/src/contract/session.ts";
import { FirestoreConsole } from "../scenario/firestoreConsole.ts";
import { awaitUntil } from "../scenario/insist.ts";
import { phonesClient } from "../scenario/phonesClient.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { signWithCard } from "../stack/phones/cardSigner.ts";
import { createFirebaseClient, type FirebaseClient, refusalOf } from "../stack/phones/firebaseClient.ts";
import type { PhoneView } from "../stack/phones/phoneView.ts";

const addresses = addressesOfStack();
const phones = phonesClient(addresses.phones.url);
const documents = new FirestoreConsole(addresses);

let client: FirebaseClient;
let holder: string;
let holderId: string;
let enrolled: PhoneView;
beforeAll(async () => {
  client = createFirebaseClient(addresses);
  holder = await phones.newHolder();
  enrolled = await phones.enrol(await phones.newPhone(holder, "Watched Phone"));
  const signed = { typ: "session-application+jwt", audience: addresses.hostingUrl, claims: {} };
  const application = await signWithCard(await phones.cardOf(holder), signed);
  const response = await fetch(`${addresses.hostingUrl}/v1/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ application }),
  });
  const opened = OpenedSession.parse(await response.json());
  holderId = opened.holderId;
  await client.signIn(opened.customToken);
}, 60_000);
afterAll(() => client.close());

const Shown = z.object({
  state: z.string(),
  certificates: z.array(z.object({ kind: z.string(), state: z.string() })),
  erasure: z.object({ state: z.string(), evidence: z.string() }),
  todo: z.object({ instruction: z.string(), ja: z.string(), en: z.string() }),
});

/** Waits until the triggers have made the live view show this erasure. */
function awaitShown(erasure: string): Promise<z.infer<typeof Shown> | undefined> {
  const path = `holders/${holderId}/devices/${enrolled.deviceId}`;
  return awaitUntil(`the live view shows ${erasure}`, {
    look: () => documents.fields(path, Shown).catch(() => undefined),
    isThere: (view) => view?.erasure.state === erasure,
    seconds: 25,
  });
}

test("the triggers show a phone, its revocation and its end, and the holder lists and declares the same", async () => {
  expect(await awaitShown("none")).toMatchObject({ state: "active", todo: { instruction: "nothing" } });
  await phones.flip(enrolled.phone, { online: false });
  const early = { deviceId: enrolled.deviceId, declaration: "initialised" };
  const refused: unknown = await client.call("declareDevice", early).catch((thrown) => thrown);
  expect(refusalOf(refused)).toMatchObject({
    code: "certificate_not_revoked",
    status: "functions/failed-precondition",
  });
  const revoked = await phones.revoke(holder, { devices: "all", cause: "stoppedUsing" });
  expect(revoked.whatHappensNext.en).toContain("ask a phone shop for help");
  expect(await awaitShown("waiting")).toMatchObject({
    state: "retired",
    certificates: [{ state: "revoked" }, { state: "revoked" }],
    todo: { instruction: "connect" },
  });
  const listed = ListedDevices.parse(await client.call("listDevices", {}));
  expect(listed.devices).toMatchObject([
    { deviceId: enrolled.deviceId, model: "Watched Phone", erasure: { state: "waiting" } },
  ]);
  const declared = DeviceDeclared.parse(await client.call("declareDevice", early));
  expect(declared).toMatchObject({ next: "closed", device: { todo: { instruction: "askShop" } } });
  expect(await awaitShown("closedUnverified")).toMatchObject({ erasure: { evidence: "holderDeclared" } });
}, 90_000);
