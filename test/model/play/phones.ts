import type { AcknowledgedResult } from "../../../functions/src/domain/acknowledgement.ts";
import { hexDigest } from "../../../functions/src/domain/hash.ts";
import { refuse } from "../../../functions/src/domain/refusal.ts";
import { commandIdOf, type Outcome, type Wipe } from "../../../functions/src/domain/wipe.ts";
import { acknowledgeWipe } from "../../../functions/src/flow/acknowledgeWipe.ts";
import { fetchCommands } from "../../../functions/src/flow/fetchCommands.ts";
import type { SignedAcknowledgement } from "../../../functions/src/flow/ports.ts";
import { sampleRules } from "../../doubles/sampleRules.ts";
import type { Act } from "../act.ts";
import { entry } from "../ledger.ts";
import type { Phone } from "../phone.ts";
import type { Answer, Crash, Fetch } from "../step.ts";
import { devices, wipes } from "../stored.ts";
import type { Universe } from "../universe.ts";
import { hold } from "../violation.ts";
import { newest } from "./drive.ts";
import { handedOut } from "./handedOut.ts";

/** A phone answers a command that it has, rightly or in one of the wrong ways. */
export async function answer(step: Answer, universe: Universe, crash?: Crash): Promise<void> {
  const { delivered, phones } = universe.ledger;
  const command = newest(
    step.flavour === "olderVersion" ? delivered.filter((one) => isOutdated(one, universe)) : delivered,
    step.pick,
  );
  const phone = command && phoneOf(command, universe);
  if (!command || !phone) return;
  const signed = signedAnswer(step, command, universe);
  const signer = step.flavour === "anotherPhone" ? phones.find((other) => other !== phone) : phone;
  await acknowledge(signed, { universe, crash, phone: signer ?? phone });
}

/** Sends one answer, and sees to it that a right one is taken. */
export async function acknowledge(
  signed: SignedAcknowledgement,
  { universe, crash, phone }: { universe: Universe; crash: Crash | undefined; phone: Phone },
): Promise<void> {
  const signer = phone.key;
  const by: Act = { by: "answer", phone, signer, answer: signed };
  const { schedule, hasTsm, clock, chance, log } = universe;
  const acknowledgements = {
    peek: () => ({
      commandId: signed.commandId,
      verify: async (key: { x: string }) => (key.x === signer.x ? signed : refuse("signature_invalid")),
    }),
  };
  const transact = universe.transactAs(by, crash);
  const taken = await acknowledgeWipe("acknowledgement", {
    acknowledgements,
    transact,
    auditRefusal: universe.auditRefusalAs(by, crash),
    schedule,
    rules: sampleRules,
    hasTsm,
    clock,
    chance,
    log,
  });
  if (universe.heard(by, taken) !== undefined) universe.ledger.figures.add("moments", "answer taken");
}

function signedAnswer(step: Answer, command: Wipe, universe: Universe): SignedAcknowledgement {
  const { ledger, clock } = universe;
  const commandId = step.flavour === "unknownWipe" ? "no-such-wipe.1" : commandIdOf(command);
  const nonce = step.flavour === "wrongNonce" ? "another nonce" : command.nonce;
  const answers = entry<string, SignedAcknowledgement[]>(ledger.answers, commandId, () => []);
  const last = answers.at(-1);
  if (last && step.flavour === "duplicate") return last;
  const seq = nextSeq(step, last?.seq ?? 0);
  const results = resultsOf(step, command);
  const digest = hexDigest(JSON.stringify(results));
  const signed = { commandId, nonce, seq, results, digest, answeredAt: clock() };
  if (step.flavour !== "wrongNonce" && step.flavour !== "anotherPhone") answers.push(signed);
  return signed;
}

/** A number that was skipped is filled by a later answer, which then comes out of order. */
function nextSeq({ flavour }: Answer, last: number): number {
  if (flavour === "contradiction") return Math.max(1, last);
  if (flavour === "skippedSeq") return last + 3;
  return last > 3 ? last - 1 : last + 1;
}

function resultsOf(
  { says, isPartial, needsTsm }: Answer,
  { certificates }: Wipe,
): readonly AcknowledgedResult[] {
  const about = isPartial ? certificates.slice(0, 1) : certificates;
  return about.map(({ thumbprint }, place) =>
    resultOf(thumbprint, says[place % says.length] ?? "failed", needsTsm),
  );
}

function resultOf(thumbprint: string, outcome: Outcome, needsTsm: boolean): AcknowledgedResult {
  if (outcome !== "failed") return { thumbprint, outcome };
  return { thumbprint, outcome, statusWord: "6985", ...(needsTsm ? { needsTsm } : {}) };
}

/** The phone that a command is for: the one its certificates were issued to. */
export function phoneOf({ certificates }: Wipe, { ledger }: Universe): Phone | undefined {
  const [first] = certificates;
  return first && ledger.phoneOf.get(first.certificateId);
}

function isOutdated({ wipeId, commandVersion }: Wipe, { documents }: Universe): boolean {
  return commandVersion < (wipes.at(documents, wipeId)?.commandVersion ?? 0);
}

/** A phone asks for its commands. */
export async function fetch(step: Fetch, universe: Universe, crash?: Crash): Promise<void> {
  const { ledger, documents, schedule, clock, chance } = universe;
  const phone = newest(
    ledger.phones.filter(({ deviceId }) => deviceId !== undefined),
    step.phone,
  );
  const signer = step.isForeign ? ledger.phones.find((other) => other !== phone)?.key : phone?.key;
  const deviceId = phone?.deviceId;
  if (!signer || deviceId === undefined) return;
  const by: Act = { by: "fetch", deviceId, signer };
  const verify = async (key: { x: string }) => (key.x === signer.x ? undefined : refuse("signature_invalid"));
  const { commands, signCommand } = handedOut();
  const answered = await fetchCommands("request", {
    commandRequests: { peek: () => ({ deviceId, verify }) },
    transact: universe.transactAs(by, crash),
    signCommand,
    schedule,
    clock,
    chance,
  });
  const given = universe.heard(by, answered);
  if (!given) return;
  hold(ledger.keys.get(deviceId)?.at(-1) === signer.x, "only the device itself fetches its commands");
  for (const command of commands) {
    hold(command.deviceId === deviceId, "a device is given its own commands only");
    hold(devices.at(documents, deviceId)?.holderId === command.holderId, "a command stays with its holder");
    universe.deliver(command);
    ledger.figures.add("moments", "command fetched");
  }
}
