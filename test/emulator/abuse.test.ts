import { initializeApp } from "firebase-admin/app";
import { getFirestore } from "firebase-admin/firestore";
import { beforeAll, describe, expect, test } from "vitest";
import { addressesOfStack } from "../stack/addresses.ts";
import { callerAttacks } from "./abuse/callers.ts";
import { assembleCast, type Cast } from "./abuse/cast.ts";
import { certificateAttacks } from "./abuse/certificates.ts";
import { look } from "./abuse/documents.ts";
import { forgeriesOf } from "./abuse/forgeries.ts";
import { kinds, rightRequest } from "./abuse/kinds.ts";
import { partnerAttacks } from "./abuse/partnerAttacks.ts";
import { phoneAttacks } from "./abuse/phones.ts";
import { send } from "./abuse/send.ts";

const addresses = addressesOfStack();
const firestore = getFirestore(initializeApp({ projectId: addresses.projectId }, "abuse"));
let cast: Cast;
/** The documents after the attack before: the next one starts from them, and nobody else touches them. */
let seen: unknown;
beforeAll(async () => {
  cast = await assembleCast(addresses);
  seen = await look(firestore, cast);
}, 60_000);

const tables = [
  ["forgery", forgeriesOf(kinds)],
  ["certificates", certificateAttacks],
  ["phones", phoneAttacks],
  ["partners", partnerAttacks],
  ["callers", callerAttacks],
] as const;

describe.each(tables)("%s:", (_by, attacks) => {
  test.each(attacks)(
    "$what is refused with $code, and changes nothing",
    async ({ request, status, code }) => {
      const answer = await send(await request(cast));
      const before = seen;
      seen = await look(firestore, cast);
      expect(answer).toMatchObject({ status, code });
      expect(seen).toEqual(before);
    },
  );
});

// Without this, an attack might have been refused for something that is wrong with all of them.
test.each(kinds)("unbroken, $what is taken", async (kind) => {
  const { status, alike } = await send(await rightRequest(kind, cast));
  expect(status, alike).toBe(kind.taken);
});
