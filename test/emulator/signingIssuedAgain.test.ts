import { expect, test } from "vitest";
import { z } from "zod";
import { ClearanceView } from "../../functions/src/contract/clearance.ts";
import { awaitConfirmed, insistOneRevoked } from "../scenario/erasure.ts";
import { FirestoreConsole } from "../scenario/firestoreConsole.ts";
import { awaitUntil } from "../scenario/insist.ts";
import { onChip } from "../scenario/onePhone.ts";
import { phonesClient } from "../scenario/phonesClient.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { postJson } from "../stack/phones/holder.ts";
import type { PhoneView } from "../stack/phones/phoneView.ts";

const addresses = addressesOfStack();
const phones = phonesClient(addresses.phones.url);
const documents = new FirestoreConsole(addresses);

const Certificates = z.object({
  certificateIds: z.array(z.string()),
  shownBefore: z.array(z.object({ certificateId: z.string() })),
});
const Registered = z.object({ registeredAt: z.coerce.date() });

/** The CA's event that the details on the holder's card changed. Its time is in whole seconds, and counts for what was registered by then. */
async function changeDetails({ holder, deviceId }: PhoneView): Promise<unknown> {
  const { certificateIds } = await documents.fields(`devices/${deviceId}`, Certificates);
  const { registeredAt } = await documents.fields(`certificates/${certificateIds[0]}`, Registered);
  const wholeSecond = () => Math.floor(Date.now() / 1000) * 1000;
  await expect.poll(wholeSecond, { timeout: 5000 }).toBeGreaterThan(registeredAt.getTime());
  const { serial } = await phones.cardOf(holder);
  return (await postJson(`${addresses.authorities.url}/events`, { event: "detailsChanged", serial })).body;
}

test("after changed details a phone with a new signing certificate alone answers for the old authentication certificate too, and is clear at the counter", async () => {
  const holder = await phones.newHolder();
  const first = await phones.enrol(await phones.newPhone(holder, "Married Phone 1"));
  const [signing, authentication] = onChip(first);
  expect(await changeDetails(first)).toMatchObject({ status: 202 });
  await awaitUntil("the signing certificate is erased, and that alone", {
    look: () => phones.view(first.phone),
    isThere: (phone) => onChip(phone)[0] === undefined && phone.answers[0]?.state === "taken",
  });

  const second = await phones.enrol(first.phone, { kinds: ["signing"] });
  const [newSigning, kept] = onChip(second);
  expect([second.generation, kept]).toEqual([2, authentication]);
  expect([signing, undefined]).not.toContain(newSigning);
  expect(second.deviceId).not.toBe(first.deviceId);
  const { certificateIds, shownBefore } = await documents.fields(`devices/${second.deviceId}`, Certificates);
  expect(shownBefore).toEqual([{ certificateId: certificateIds[1] }]);

  const revoked = await phones.revoke(holder, { devices: "all", cause: "handedOn" });
  const device = insistOneRevoked(revoked, second.deviceId);
  const { wipe } = await awaitConfirmed(documents, device);
  expect(wipe.summary).toContain("Erase 2 certificates");
  const erased = await phones.view(first.phone);
  expect(onChip(erased)).toEqual([undefined, undefined]);
  expect(erased.answers.at(-1)?.results).toMatchObject([
    { "x5t#S256": newSigning, outcome: "erased" },
    { "x5t#S256": authentication, outcome: "erased" },
  ]);

  const { receptionNumber, code } = await phones.handOverCode(first.phone);
  const check = await phones.counter(await phones.newClerk(), "checks", { code: { receptionNumber, code } });
  expect(ClearanceView.parse(check.body)).toMatchObject({ verdict: "clear", evidence: "deviceSigned" });
}, 120_000);
