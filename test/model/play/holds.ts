import type { CertificateKind } from "../../../functions/src/domain/certificate.ts";
import { placeHold as place } from "../../../functions/src/flow/placeHold.ts";
import { releaseByCard } from "../../../functions/src/flow/releaseByCard.ts";
import { releaseHold } from "../../../functions/src/flow/releaseHold.ts";
import { setHoldChoice } from "../../../functions/src/flow/setHoldChoice.ts";
import { stepHolds } from "../../../functions/src/flow/stepHolds.ts";
import { holdSchedule, quickHash } from "../../doubles/holdWorld.ts";
import { sampleRules } from "../../doubles/sampleRules.ts";
import { unlimited } from "../../doubles/unlimited.ts";
import { cardSigned } from "../../doubles/world.ts";
import type { Act } from "../act.ts";
import { personOf } from "../ledger.ts";
import type { Choose, Crash, PlaceHold, Release, SaidWord } from "../step.ts";
import { certificates, holds } from "../stored.ts";
import type { Universe } from "../universe.ts";
import { hold } from "../violation.ts";
import { newest } from "./drive.ts";

const words = { nothing: undefined, word: "さくら", oldWord: "ひまわり", wrongWord: "うめぼし" } as const;
const returning: readonly CertificateKind[] = ["authentication"];

/** What the caller says, the way callers do: in another spelling than the holder's. */
function spoken(says: SaidWord): { blockingWord?: string } {
  const word = words[says];
  return word === undefined ? {} : { blockingWord: ` ${word} ` };
}

/** An agent holds whatever is in force of a caller. */
export async function placeHold(step: PlaceHold, universe: Universe, crash?: Crash): Promise<void> {
  const { documents, clock, store, newId, ledger } = universe;
  const phone = newest(certificates.all(documents), step.pick)?.certificateId ?? "no such certificate";
  const own = [...ledger.holders.keys()].filter((id) => personOf(id) === step.card);
  const card = newest(own, step.pick) ?? "no such card";
  const named = {
    card: [card],
    phone: [phone],
    both: [card, phone],
    nothingKnown: ["no such card"],
  } as const satisfies Record<PlaceHold["by"], readonly string[]>;
  const by: Act = { by: "hold", says: words[step.says] };
  const request = {
    requestId: step.request === "fresh" ? newId() : `request about card ${step.card}`,
    agentId: "agent-1",
    certificateIds: named[step.by],
    identifiedBy: step.identifiedBy,
    ...(step.isOnlyOne ? { onlyPhoneOf: phone } : {}),
    ...spoken(step.says),
  };
  const transact = universe.transactAs(by, crash);
  const ports = {
    read: store.read,
    transact,
    limit: unlimited,
    hashWord: quickHash,
    schedule: holdSchedule,
    auditRefusal: universe.auditRefusalAs(by, crash),
    clock,
  };
  const shown = universe.heard(by, await place(request, ports));
  if (!shown) {
    if (step.says === "wrongWord") ledger.figures.add("moments", "refused hold for a wrong word");
    return;
  }
  const isHeld = shown.hold.state === "open" || shown.hold.state === "joined";
  if (isHeld && step.request === "fresh")
    for (const { state } of shown.devices.flatMap((one) => one.certificates))
      hold(state === "onHold", "what an agent is told is on hold was put there");
}

/** Somebody found a phone. */
export async function release(step: Release, universe: Universe, crash?: Crash): Promise<void> {
  const { documents, clock, store, newId, scope, ledger } = universe;
  const found = newest(holds.all(documents), step.pick);
  const holdId = found?.holdId ?? "no such hold";
  const person = found && ledger.persons.get(found.holderId);
  const own = [...ledger.holders].filter(([card]) => personOf(card) === person);
  const holderIds = [...ledger.persons].filter(([, one]) => one === person).map(([id]) => id);
  const by: Act = { by: "release", how: step.by, holderIds, says: words[step.says] };
  const transact = universe.transactAs(by, crash);
  const auditRefusal = universe.auditRefusalAs(by, crash);
  const ports = { read: store.read, transact, auditRefusal, returning, newId, scope, clock };
  if (step.by === "card") {
    const cardId = own.at(-1)?.[0] ?? "no such card";
    const jti = step.isRepeat ? `release of ${cardId}` : newId();
    const readRelease = async () => cardSigned({ cardId, jti });
    if (universe.heard(by, await releaseByCard("application", { ...ports, readRelease })))
      ledger.figures.add("moments", "released by card");
    return;
  }
  const request = { holdId, agentId: "agent-2", identifiedBy: step.by, ...spoken(step.says) };
  universe.heard(by, await releaseHold(request, { ...ports, hashWord: quickHash, limit: unlimited }));
}

/** Reminders come due, and what holders chose is done. */
export async function remind(universe: Universe, crash?: Crash): Promise<void> {
  const { clock, newId, scope, log, store } = universe;
  const transact = universe.transactAs({ by: "remind" }, crash);
  const { dueHolds } = store;
  const [send, chance] = [async () => {}, () => 0];
  const rules = sampleRules;
  await stepHolds({ dueHolds, transact, send, rules, newId, scope, clock, chance, log });
}

/** A holder chooses for the day the phone is lost. */
export async function choose(step: Choose, universe: Universe, crash?: Crash): Promise<void> {
  const { clock, newId, ledger } = universe;
  const holderId = ledger.holderOf(step.card);
  const by: Act = { by: "choose", holderId };
  const blockingWord = step.word === "none" ? null : step.word === "keep" ? undefined : words[step.word];
  const signedInAt = new Date(clock().getTime() - step.minutesSinceSignIn * 60_000);
  const said = {
    holderId,
    signedInAt,
    escalateAfterDays: step.escalateAfterDays,
    ...(blockingWord === undefined ? {} : { blockingWord }),
  };
  const transact = universe.transactAs(by, crash);
  const auditRefusal = universe.auditRefusalAs(by, crash);
  const ports = { transact, auditRefusal, hashWord: quickHash, newId, sessionLife: 600_000, clock };
  universe.heard(by, await setHoldChoice(said, ports));
}
