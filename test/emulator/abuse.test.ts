import { initializeApp } from "firebase-admin/app";
import { getFirestore } from "firebase-admin/firestore";
import { beforeAll, describe, expect, test } from "vitest";
import { createBarePhone, onDeviceRevocationOf, registrationCall } from "../doubles/barePhone.ts";
import { serialised } from "../doubles/message.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { callerAttacks } from "./abuse/callers.ts";
import { assembleCast, type Cast, enrolOne, putOnList } from "./abuse/cast.ts";
import { certificateAttacks } from "./abuse/certificates.ts";
import { look, type Seen } from "./abuse/documents.ts";
import { forgeriesOf } from "./abuse/forgeries.ts";
import { kinds, placeOf, rightRequest } from "./abuse/kinds.ts";
import { onDeviceAttacks } from "./abuse/onDevice.ts";
import { partnerAttacks } from "./abuse/partnerAttacks.ts";
import { phoneAttacks } from "./abuse/phones.ts";
import { type Answer, send, toCallable } from "./abuse/send.ts";
import { staffAttacks } from "./abuse/staff.ts";

const addresses = addressesOfStack();
const firestore = getFirestore(initializeApp({ projectId: addresses.projectId }, "abuse"));
let cast: Cast;
/** The documents after the attack before: the next one starts from them, and nobody else touches them. */
let seen: Seen;
beforeAll(async () => {
  cast = await assembleCast(addresses);
  seen = await look(firestore, cast);
}, 120_000);

const tables = [
  ["forgery", forgeriesOf(kinds)],
  ["certificates", certificateAttacks],
  ["phones", phoneAttacks],
  ["on the phone", onDeviceAttacks],
  ["partners", partnerAttacks],
  ["callers", callerAttacks],
  ["staff", staffAttacks],
] as const;

describe.each(tables)("%s:", (_by, attacks) => {
  // Not by test.each, which cuts long names short.
  for (const { what, status, code, request } of attacks)
    test(`${what} is refused with ${code}, and changes nothing`, async () => {
      const answer = await send(await request(cast));
      const before = seen;
      seen = await look(firestore, cast);
      expect(answer).toMatchObject({ status, code });
      expect(seen).toEqual(before);
    });
});

test("a new phone that says it has the old one's secure element is registered beside it and ends nothing", async () => {
  const { own, addresses: at } = cast;
  const liar = {
    ...(await createBarePhone(at.authorities.url, own.card.serial)),
    secureElementId: own.old.phone.secureElementId,
  };
  const before = await look(firestore, cast);
  const answer = await send(
    toCallable(at, "registerDevice", await registrationCall(liar, placeOf(cast)), own),
  );
  expect(answer.status, answer.alike).toBe(200);
  expect((await look(firestore, cast)).shown).toMatchObject(before.shown);
});

test("what a phone revoked itself with is answered alike in another holder's session, and changes nothing", async () => {
  const { own, other, addresses: at } = cast;
  const application = await serialised(own.left.application);
  const before = await look(firestore, cast);
  const first = await send(toCallable(at, "revokeOnDevice", { application }));
  const replayed = await send(toCallable(at, "revokeOnDevice", { application }, other));
  expect(first).toMatchObject({ status: 200, code: "taken" });
  expect(revocationIn(replayed)).toBe(revocationIn(first));
  expect(await look(firestore, cast)).toEqual(before);
});

describe("unbroken,", () => {
  // Without these, an attack might have been refused for something that is wrong with all of them.
  for (const kind of kinds)
    test(`${kind.what} is taken`, async () => {
      const { status, alike } = await send(await rightRequest(kind, cast));
      expect(status, alike).toBe(kind.taken);
    });

  test("an application of a phone that is on the CA's list is taken: it has to be wiped all the same", async () => {
    const { addresses: at, other } = cast;
    const { phone } = await enrolOne(at, other);
    await putOnList(at, phone);
    const application = await serialised(onDeviceRevocationOf(phone, at.hostingUrl));
    const { status, alike } = await send(toCallable(at, "revokeOnDevice", { application }));
    expect(status, alike).toBe(200);
  });
});

/** Which revocation an answer shows; the command beside it is signed anew each time. */
function revocationIn({ alike }: Answer): unknown {
  return /"revocationId":"[0-9a-f]{64}"/.exec(alike)?.[0] ?? alike;
}
