import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Device } from "../../../functions/src/domain/device.ts";
import type { Holder } from "../../../functions/src/domain/holder.ts";
import type { MemoryDocuments } from "../../doubles/memoryDocuments.ts";
import type { Commit, Ledger } from "../ledger.ts";
import { audit, type Changed, certificates, devices, holders, registers, wipes } from "../stored.ts";
import { hold } from "../violation.ts";

interface Entry {
  readonly holderId?: string;
  readonly chain: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly hash: string;
  readonly act: string;
  readonly actor: string;
  readonly method: string;
  readonly subjects: readonly string[];
  readonly at: Date;
  readonly refusal?: string;
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
  const byChain = Map.groupBy(added, ({ after }) => after.chain);
  for (const chain of new Set([...byChain.keys(), ...moved(changes).keys()])) {
    const own = (byChain.get(chain) ?? []).map(({ after }) => after);
    const before = moved(changes).get(chain) ?? startOf(chain, documents);
    const head = headOf(chain, documents);
    hold(head?.sequence === before.sequence + own.length, "the head counts what was added");
    hold(checkChain(own, before) === head?.hash, "the head is the last entry's hash");
  }
  const toTell = [
    ...certificates
      .among(changes)
      .filter(({ before, after }) => before !== undefined && before.state !== after.state),
    ...wipes.among(changes).filter(({ before, after }) => before?.state !== after.state),
  ];
  const isInAudit = added.length > 0 || by.by === "drive" || by.by === "fetch";
  hold(toTell.length === 0 || isInAudit, "what ends, opens or is proven is told in the audit");
}

/** Whether a commit does nothing but tell a refusal; where it tells one it may do nothing else. */
export function isTold({ changes }: Commit): boolean {
  if (!audit.among(changes).some(({ after }) => after.refusal !== undefined)) return false;
  const owners = [...devices.among(changes), ...holders.among(changes)];
  hold(owners.every(isSameButForItsChain), "a refusal leaves whom it concerns as they were");
  hold(changes.length === 2, "a refusal is told in one entry of one chain");
  return true;
}

/** Every chain, of holders and of devices, from its beginning. */
export function checkChains(documents: MemoryDocuments): void {
  const entries = Map.groupBy(audit.all(documents), ({ chain }) => chain);
  const chains = [
    ...holders.all(documents).map(({ holderId }) => `holders/${holderId}`),
    ...devices.all(documents).map(({ deviceId }) => `devices/${deviceId}`),
  ];
  for (const chain of new Set([...chains, ...entries.keys()])) {
    const own = (entries.get(chain) ?? []).sort((a, b) => a.sequence - b.sequence);
    const head = headOf(chain, documents);
    hold(own.length === head?.sequence, "a chain has as many entries as its head says");
    hold(checkChain(own, startOf(chain, documents)) === head?.hash, "a chain ends at its head");
  }
}

function isSameButForItsChain({ before, after }: Changed<Device | Holder>): boolean {
  return before !== undefined && isDeepStrictEqual({ ...before, auditHead: after.auditHead }, after);
}

type Head = Pick<Entry, "sequence" | "hash">;

/** Where the chains stood whose documents changed. */
function moved(changes: Commit["changes"]): Map<string, Head> {
  const all = [
    ...holders.among(changes).map(({ id, before }) => [`holders/${id}`, before?.auditHead] as const),
    ...devices.among(changes).map(({ id, before }) => [`devices/${id}`, before?.auditHead] as const),
    ...registers.among(changes).map(({ id, before }) => [`registers/${id}`, before?.auditHead] as const),
  ];
  return new Map(all.flatMap(([chain, head]) => (head ? [[chain, head]] : [])));
}

function headOf(chain: string, documents: MemoryDocuments): Head | undefined {
  const [kind, id = ""] = chain.split("/");
  if (kind === "registers") return registers.at(documents, id)?.auditHead;
  return (kind === "devices" ? devices : holders).at(documents, id)?.auditHead;
}

/** A device's chain starts at the holder's entry on its registration. */
function startOf(chain: string, documents: MemoryDocuments): Head {
  if (!chain.startsWith("devices/")) return { sequence: 0, hash: "" };
  const registered = audit
    .all(documents)
    .find(({ act, subjects }) => act === "deviceRegistered" && subjects.includes(chain));
  hold(registered !== undefined, "a device's registration is told in its holder's chain");
  return { sequence: 0, hash: registered?.hash ?? "" };
}

function checkChain(entries: readonly Entry[], from: { sequence: number; hash: string }): string {
  let head = from;
  for (const { sequence, previousHash, hash, ...fact } of entries) {
    hold(sequence === head.sequence + 1 && previousHash === head.hash, "each entry follows the one before");
    const { holderId, chain, act, actor, method, subjects, at, refusal } = fact;
    const why = refusal === undefined ? [] : [refusal];
    const parts = [holderId, chain, sequence, act, actor, method, subjects, at.toISOString(), ...why];
    const told = JSON.stringify(parts);
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
