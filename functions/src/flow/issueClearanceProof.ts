import type { ClearanceProof } from "../domain/clearanceProof.ts";
import { withProof } from "../domain/counterCheck.ts";
import { type Decision, isRefused } from "../domain/refusal.ts";
import { shopsWord } from "../domain/shopsWord.ts";
import { clearanceFrom, readClearanceParts } from "./clearanceParts.ts";
import type { ClearanceProofPorts, SignedClearanceProof } from "./clearanceProofPorts.ts";
import type { CheckRecords } from "./counterPorts.ts";
import { clearanceIn, clerkFact, showCheck } from "./findCheck.ts";
import { findOwnDevice } from "./findOwnDevice.ts";
import { type CheckNamed, type InCheck, inCheck, proving } from "./inCheck.ts";
import { inSession, type Session, type SessionPorts } from "./inSession.ts";
import { keepProof, type ProofRecords, readShown } from "./keepProof.ts";
import type { Transact } from "./ports.ts";

/** A proof as it was signed, and until when it is good. */
export interface IssuedProof extends SignedClearanceProof {
  readonly expiresAt: Date;
}

type HoldersRecords = ProofRecords | "cards" | "secureElements" | "certificates" | "wipes";

interface HoldersPorts extends ClearanceProofPorts, SessionPorts {
  readonly transact: Transact<HoldersRecords>;
}

/** What a signed-in holder asks for: the proof of a device of theirs, by the number that its phone shows. */
interface HoldersQuestion extends Session {
  readonly deviceId: string;
  readonly shown: string;
}

/**
 * Gives a holder the proof that a phone of theirs is clear, on their own word that this is its number. Only right after signing in by
 * card, `not_signed_in` later. A device that isn't there and one that isn't theirs look the same.
 */
export async function issueProofToHolder(
  asked: HoldersQuestion,
  ports: HoldersPorts,
): Promise<Decision<IssuedProof>> {
  const charged = { scope: "proofsPerSession", act: "proofRefused" } as const;
  return inSession(asked, { ...ports, ...charged }, async () =>
    signProof(await proveToHolder(asked, ports), ports),
  );
}

async function proveToHolder(asked: HoldersQuestion, ports: HoldersPorts): Promise<Decision<ClearanceProof>> {
  const { transact, readRegistry, clock } = ports;
  const shown = readShown(asked.shown);
  if (isRefused(shown)) return shown;
  const registry = await readRegistry();
  return transact(async (records) => {
    const own = await findOwnDevice(records, asked);
    if (isRefused(own)) return own;
    const now = clock();
    const parts = await readClearanceParts(records, own.device);
    const toProve = { ...parts, clearance: clearanceFrom(parts, { registry, now }) };
    const by = { act: "proofIssued", actor: "holder", method: "session" } as const;
    const fact = { ...by, subjects: [`devices/${asked.deviceId}`], at: now };
    return keepProof(records, toProve, { ...ports, shown, shownBy: "holder", fact });
  });
}

interface ShopsPorts extends ClearanceProofPorts {
  readonly transact: Transact<CheckRecords>;
}

/**
 * Gives a clerk the proof that the phone on the counter is clear, on the shop's word that it shows this number, which is worth less
 * where the phone itself never answered: for a check of their shop that isn't over. Refused like a phone that isn't clear where
 * the phone of a holder who lost it, or had it stolen, opened the check without them.
 */
export async function issueProofToShop(
  asked: CheckNamed & { readonly shown: string },
  ports: ShopsPorts,
): Promise<Decision<IssuedProof>> {
  const proof = await inCheck(asked, { ...ports, ...proving }, (found): Decision<ClearanceProof> => {
    const shown = readShown(asked.shown);
    return isRefused(shown) ? shown : proveInCheck(found, { ...asked, shown }, ports);
  });
  return signProof(proof, ports);
}

function proveInCheck(
  { records, parts, rules }: InCheck,
  { clerk, shown }: CheckNamed & { readonly shown: string },
  ports: ShopsPorts,
): Decision<ClearanceProof> {
  const fact = clerkFact("proofIssued", parts.check, { clerk, at: rules.now });
  const toProve = { ...parts, clearance: clearanceIn(parts, rules) };
  const check = withProof(parts.check, rules.now);
  const isNews = check !== parts.check;
  const word = { shown, shownBy: shopsWord(parts.check, parts.wipes), fact, isNews };
  const proof = keepProof(records, toProve, { ...ports, ...word });
  if (isRefused(proof)) return proof;
  if (isNews) records.checks.keep(check);
  showCheck(records, { ...parts, check }, rules);
  return proof;
}

/** Outside of the transaction, which may run again: the signature is another each time, what is signed isn't. */
async function signProof(
  proof: Decision<ClearanceProof>,
  { sign }: ClearanceProofPorts,
): Promise<Decision<IssuedProof>> {
  if (isRefused(proof)) return proof;
  return { ...(await sign(proof)), expiresAt: new Date(proof.exp * 1000) };
}
