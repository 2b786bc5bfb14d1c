import { initializeApp } from "firebase-admin/app";
import { getFirestore } from "firebase-admin/firestore";
import { beforeAll, describe, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";
import { callerAttacks } from "./abuse/callers.ts";
import { assembleCast, type Cast } from "./abuse/cast.ts";
import { certificateAttacks } from "./abuse/certificates.ts";
import { look, type Seen } from "./abuse/documents.ts";
import { forgeriesOf } from "./abuse/forgeries.ts";
import { kinds, placeOf, rightRequest } from "./abuse/kinds.ts";
import { partnerAttacks } from "./abuse/partnerAttacks.ts";
import { createBarePhone, registrationCall } from "./abuse/phone.ts";
import { phoneAttacks } from "./abuse/phones.ts";
import { send, toCallable } from "./abuse/send.ts";
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

describe("unbroken,", () => {
  // Without these, an attack might have been refused for something that is wrong with all of them.
  for (const kind of kinds)
    test(`${kind.what} is taken`, async () => {
      const { status, alike } = await send(await rightRequest(kind, cast));
      expect(status, alike).toBe(kind.taken);
    });
});
