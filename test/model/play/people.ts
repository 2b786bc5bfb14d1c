import { hexDigest } from "../../../functions/src/domain/hash.ts";
import { isRefused } from "../../../functions/src/domain/refusal.ts";
import { applyForRevocation } from "../../../functions/src/flow/applyForRevocation.ts";
import { openSession } from "../../../functions/src/flow/openSession.ts";
import type { RevocationRequest } from "../../../functions/src/flow/ports.ts";
import { registerDevice } from "../../../functions/src/flow/registerDevice.ts";
import type { ShownApplication } from "../../../functions/src/flow/showRevocation.ts";
import { sampleRules } from "../../doubles/sampleRules.ts";
import { unlimited } from "../../doubles/unlimited.ts";
import { cardSigned, sampleRegistration } from "../../doubles/world.ts";
import type { Act } from "../act.ts";
import { entry } from "../ledger.ts";
import type { Phone } from "../phone.ts";
import type { Crash, Register, Revoke, SignIn } from "../step.ts";
import { devices } from "../stored.ts";
import type { Universe } from "../universe.ts";
import { hold } from "../violation.ts";

/** A holder signs in by the card. */
export async function signIn({ card, isRepeat }: SignIn, universe: Universe, crash?: Crash): Promise<void> {
  const cardId = universe.ledger.cardOf(card);
  const by: Act = { by: "signIn", cardId };
  const jti = isRepeat ? `session of ${cardId}` : universe.newId();
  const session = await openSession("application", {
    readSession: async () => cardSigned({ cardId, jti }),
    limit: unlimited,
    transact: universe.transactAs(by, crash),
    auditRefusal: universe.auditRefusalAs(by, crash),
    mintCustomToken: async (holderId) => `token for ${holderId}`,
    clock: universe.clock,
    newId: universe.newId,
  });
  const opened = universe.heard(by, session);
  if (!opened) return;
  hold(universe.ledger.persons.get(opened.holderId) === card, "a card always leads to the same person");
}

/** A phone registers, for whoever's card is signed in on it. */
export async function register(step: Register, universe: Universe, crash?: Crash): Promise<void> {
  const { ledger, clock } = universe;
  const phone = phoneAt(step.phone, universe);
  const another = phoneAt(step.phone + 1, universe);
  const certificates = phone.prepare(step, clock());
  const holderId = ledger.holderOf(phone.card);
  for (const { certificateId } of certificates) ledger.phoneOf.set(certificateId, phone);
  entry<string, { phone: Phone; holderId: string }[]>(ledger.targets, phone.target.value, () => []).push({
    phone,
    holderId,
  });
  const registration = {
    ...sampleRegistration,
    deviceKey: phone.key,
    secureElement: (step.namesAnother ? another : phone).secureElement,
    isProven: step.isProven && !step.namesAnother,
    pushTarget: phone.target,
    certificates,
    signedAt: clock(),
  };
  const by: Act = { by: "register", holderId, phone, registration };
  const registered = universe.heard(
    by,
    await registerDevice(
      { holderId, registration: "registration", possessions: [] },
      {
        readRegistration: async () => registration,
        limit: unlimited,
        rules: sampleRules,
        transact: universe.transactAs(by, crash),
        auditRefusal: universe.auditRefusalAs(by, crash),
        clock,
        newId: universe.newId,
        scope: universe.scope,
      },
    ),
  );
  if (!registered) return;
  phone.deviceId = registered.device.deviceId;
  ledger.figures.add("generations", String(registered.device.generation));
}

/** A holder applies for revocation by the card. */
export async function revoke(step: Revoke, universe: Universe, crash?: Crash): Promise<void> {
  const request = requestOf(step, universe);
  const cardId = step.card === "own" ? cardOf(request, universe) : universe.ledger.cardOf(step.card);
  const holderId = universe.ledger.holders.get(cardId) ?? "nobody";
  const jti =
    step.jti === "fresh"
      ? universe.newId()
      : `application of ${cardId}, ${step.jti === "sameApplication" ? step.cause : ""}`;
  const by: Act = { by: "revoke", cardId, holderId, revocationId: hexDigest(cardId, jti) };
  const decision = await applyForRevocation(
    { application: "application", channel: step.channel },
    {
      readRevocation: async () => cardSigned({ ...request, cardId, jti }),
      limit: unlimited,
      transact: universe.transactAs(by, crash),
      auditRefusal: universe.auditRefusalAs(by, crash),
      clock: universe.clock,
      newId: universe.newId,
      scope: universe.scope,
    },
  );
  const { answered } = universe.ledger;
  const application = JSON.stringify([by.revocationId, step.channel, request]);
  if (isRefused(decision))
    hold(!answered.has(application), "an application that was answered once is answered again");
  const shown = universe.heard(by, decision);
  if (!shown) return;
  answered.add(application);
  checkTold(shown, universe);
}

function requestOf({ device, cause }: Revoke, { documents }: Universe): RevocationRequest {
  if (device === "all") return { devices: "all", cause };
  const all = documents.paths("devices").map((path) => path.slice("devices/".length));
  return { devices: [all[device % Math.max(1, all.length)] ?? "no such device"], cause };
}

/** The card in the hand of the person whose device is named first; person 0's for all. */
function cardOf({ devices: named }: RevocationRequest, { ledger, documents }: Universe): string {
  const [first = ""] = named === "all" ? [] : named;
  const holderId = devices.at(documents, first)?.holderId ?? "nobody";
  return ledger.cardOf(ledger.persons.get(holderId) ?? 0);
}

/** Promise 1 as the holder sees it: whoever was told "revoked" is told the same ever after. */
export function checkTold({ devices: revoked }: ShownApplication, { ledger }: Universe): void {
  for (const { certificateId, state, revocation } of revoked.flatMap(({ certificates }) => certificates)) {
    hold(state === "revoked" || state === "expired", "an application leaves no certificate in force");
    if (revocation === undefined) continue;
    const said = `${revocation.cause} ${revocation.revokedAt.toISOString()}`;
    hold(entry(ledger.told, certificateId, () => said) === said, "what was told of a revocation stays true");
  }
}

/** The phone of this number, counted round. */
export function phoneAt(number: number, { ledger }: Universe): Phone {
  const phone = ledger.phones[number % ledger.phones.length];
  if (!phone) throw new Error("there are no phones");
  return phone;
}
