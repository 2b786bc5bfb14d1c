import { emptyChain } from "../domain/auditChain.ts";
import { hexDigest } from "../domain/hash.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { appendAudit } from "./appendAudit.ts";
import { cardStopped } from "./cardStopped.ts";
import type {
  CardSigned,
  ChargeLimit,
  Clock,
  MintCustomToken,
  NewId,
  ReadSessionApplication,
  Transact,
} from "./ports.ts";
import type { AuditRefusal } from "./refusalPorts.ts";

interface Ports {
  readonly readSession: ReadSessionApplication;
  readonly transact: Transact<"cards" | "holders" | "devices" | "usedProofs" | "audit">;
  readonly limit: ChargeLimit;
  readonly mintCustomToken: MintCustomToken;
  readonly auditRefusal: AuditRefusal;
  readonly clock: Clock;
  readonly newId: NewId;
}

/**
 * Signs a holder in by the card: the first time the holder is registered, later found by the card. An application opens
 * one session only, `proof_reused` after that: its answer is a token, which is not kept to be given out again. A card that
 * the CA has told the end of is `card_revoked`.
 */
export async function openSession(application: string, ports: Ports): Promise<Decision<OpenedSession>> {
  const now = ports.clock();
  const signed = await ports.readSession(application, now);
  if (isRefused(signed)) return signed;
  const by = { cardId: signed.cardId };
  const asked = { act: "sessionRefused", actor: "holder", method: "cardSignature", by } as const;
  return ports.auditRefusal(await open(signed, now, ports), asked);
}

interface OpenedSession {
  readonly holderId: string;
  readonly customToken: string;
}

async function open(
  signed: CardSigned<unknown>,
  now: Date,
  { limit, transact, mintCustomToken, newId }: Ports,
): Promise<Decision<OpenedSession>> {
  // Looked up before it is counted: whoever captured an application must not use up the holder's sessions with it.
  const proofId = hexDigest(signed.cardId, signed.jti);
  if (await transact(({ usedProofs }) => usedProofs.read(proofId))) return reused;
  const limited = await limit({ scope: "sessionsPerCard", subject: signed.cardId });
  if (limited) return limited;
  const newHolderId = newId();
  const holderId = await transact((records) => admit(records, signed, { newHolderId, now }));
  if (isRefused(holderId)) return holderId;
  return { holderId, customToken: await mintCustomToken(holderId, now) };
}

const reused = refuse("proof_reused", "Sign a new application: this one has opened its session.");

async function admit(
  records: Parameters<Parameters<Ports["transact"]>[0]>[0],
  { cardId, jti, exp }: CardSigned<unknown>,
  { newHolderId, now }: { newHolderId: string; now: Date },
): Promise<Decision<string>> {
  const proofId = hexDigest(cardId, jti);
  const [card, usedProof] = [await records.cards.read(cardId), await records.usedProofs.read(proofId)];
  if (usedProof) return reused;
  const known = card && (await records.holders.read(card.holderId));
  if (card && !known) throw new Error("a card names a holder that isn't kept");
  if (card && (card.state !== "valid" || known?.deceasedAt)) return cardStopped;
  const holder = known ?? { holderId: newHolderId, registeredAt: now, auditHead: emptyChain };
  if (!card) records.cards.keep({ cardId, holderId: holder.holderId, linkedAt: now, state: "valid" });
  records.usedProofs.keep({ proofId, expiresAt: new Date((exp + 3600) * 1000) });
  const act = known ? "sessionOpened" : "holderRegistered";
  const subjects = [`holders/${holder.holderId}`];
  appendAudit(records, holder, [{ act, actor: "holder", method: "cardSignature", subjects, at: now }]);
  return holder.holderId;
}
