import { createHash } from "node:crypto";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import type { Commit, Ledger } from "../ledger.ts";
import { audit, certificates, holders, wipes } from "../stored.ts";
import { hold } from "../violation.ts";

interface Entry {
  readonly holderId: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly act: string;
  readonly actor: string;
  readonly method: string;
  readonly subjects: readonly string[];
  readonly at: Date;
}

/** Promise: what happened is told once, in a chain that nobody can mend unseen; what ends or is proven is told at all. */
export function checkAudit({ by, changes }: Commit, ledger: Ledger, documents: MemoryDocuments): void {
  const added = audit.among(changes);
  if (added.some(({ after }) => after.act === "acknowledgementContradicted"))
    ledger.figures.add("moments", "answer contradicted");
  hold(
    added.every(({ before }) => before === undefined),
    "an audit entry is never written over",
  );
  const touched = new Set([
    ...added.map(({ after }) => after.holderId),
    ...holders.among(changes).map(({ id }) => id),
  ]);
  for (const holderId of touched) {
    const head = holders.at(documents, holderId)?.auditHead ?? { sequence: 0, hash: "" };
    const before = holders.among(changes).find(({ id }) => id === holderId)?.before?.auditHead;
    const own = added.map(({ after }) => after).filter((one) => one.holderId === holderId);
    hold(head.sequence === (before?.sequence ?? 0) + own.length, "the head counts what was added");
    const end = checkChain(own, before ?? { sequence: 0, hash: "" });
    hold(end === head.hash, "the head is the last entry's hash");
  }
  const toTell = [
    ...certificates
      .among(changes)
      .filter(({ before, after }) => before !== undefined && before.state !== after.state),
    ...wipes.among(changes).filter(({ before, after }) => before?.state !== after.state),
  ];
  const isTold = added.length > 0 || by.by === "drive" || by.by === "fetch" || by.by === "hold";
  hold(toTell.length === 0 || isTold, "what ends, opens or is proven is told in the audit");
}

/** The whole chain of every holder, from its beginning. */
export function checkChains(documents: MemoryDocuments): void {
  const entries = audit.all(documents);
  for (const { holderId, auditHead } of holders.all(documents)) {
    const own = entries.filter((one) => one.holderId === holderId).sort((a, b) => a.sequence - b.sequence);
    hold(own.length === auditHead.sequence, "a chain has as many entries as its head says");
    hold(checkChain(own, { sequence: 0, hash: "" }) === auditHead.hash, "a chain ends at its head");
  }
}

function checkChain(entries: readonly Entry[], from: { sequence: number; hash: string }): string {
  let head = from;
  for (const { sequence, previousHash, hash, ...fact } of entries) {
    hold(sequence === head.sequence + 1 && previousHash === head.hash, "each entry follows the one before");
    const { holderId, act, actor, method, subjects, at } = fact;
    const told = JSON.stringify([holderId, sequence, act, actor, method, subjects, at.toISOString()]);
    hold(hash === digestOf(previousHash, told), "an entry's hash is of what it tells");
    head = { sequence, hash };
  }
  return head.hash;
}

/** SHA-256 over both, each led by its length: written here again, so that the service's own can be wrong. */
function digestOf(previous: string, told: string): string {
  const parts = [previous, told].map((part) => `${Buffer.byteLength(part)}:${part}`);
  return createHash("sha256").update(parts.join("")).digest("hex");
}
