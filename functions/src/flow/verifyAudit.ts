import type { AuditEntry } from "../domain/audit.ts";
import { auditIdOf, emptyChain, isChain, registerChains } from "../domain/auditChain.ts";
import { hearOfPartner, type ToldPartner } from "../domain/toldPartner.ts";
import { type ChainOwner, type Found, pages, type VerifyPorts } from "./auditBook.ts";
import { verifyChain } from "./verifyChain.ts";
import { verifyHolder } from "./verifyHolder.ts";
import { partnerBreaks, readPartners } from "./verifyPartners.ts";

/** How much was verified, and what didn't fit. */
export interface AuditCounts {
  holders: number;
  devices: number;
  entries: number;
  breaks: number;
}

/** How many records are held at a time, and how many holders are verified at once. */
const pageSize = 20;
const entriesAtOnce = 200;

/**
 * Verifies every chain, or one holder's: the holders' from their beginning, each device's from the holder's entry on its
 * registration, the registers' with the partners that they tell of; and that every device and every entry belongs to one.
 * Tells each break as it is found, so
 * that memory doesn't grow with them. The service may go on writing meanwhile: whatever has to be there was written before
 * what says so, and is read after it.
 */
export async function verifyAudit(
  { holderId }: { holderId?: string | undefined },
  { book, tell }: VerifyPorts,
): Promise<AuditCounts> {
  const counts: AuditCounts = { holders: 0, devices: 0, entries: 0, breaks: 0 };
  const counting: VerifyPorts = {
    book,
    tell: (found) => {
      counts.breaks += 1;
      tell(found);
    },
  };
  if (holderId === undefined) {
    await verifyRegisters(counting);
    await verifyHolders(counts, counting);
    await findStrayDevices(counting);
  } else {
    counts.holders = 1;
    counts.devices = await verifyHolder(holderId, counting);
  }
  await findStrayEntries(holderId, { counts, ...counting });
  return counts;
}

/** The registers' chains, and that the partners' records are as they tell. */
async function verifyRegisters({ book, tell }: VerifyPorts): Promise<void> {
  const before = await readPartners(book);
  let told: ReadonlyMap<string, ToldPartner> = new Map();
  const hear = (entry: AuditEntry) => {
    told = hearOfPartner(told, entry);
  };
  for (const [chain, { record }] of await book.ownersAt(registerChains)) {
    const head = record?.auditHead;
    const what = head
      ? await verifyChain({ chain, start: emptyChain, head }, book, hear)
      : "its record can't be read";
    if (what) tell({ where: chain, what });
  }
  for (const found of partnerBreaks(told, { before, after: await readPartners(book) })) tell(found);
}

async function verifyHolders(counts: AuditCounts, ports: VerifyPorts): Promise<void> {
  for await (const holders of pages((page) => ports.book.owners("holders", page), pageSize)) {
    const devices = await Promise.all(holders.map(({ id }) => verifyHolder(id, ports)));
    counts.holders += holders.length;
    counts.devices += devices.reduce((sum, some) => sum + some, 0);
  }
}

/** Devices of a holder that is there are verified with the holder. */
async function findStrayDevices({ book, tell }: VerifyPorts): Promise<void> {
  for await (const devices of pages((page) => book.owners("devices", page), entriesAtOnce)) {
    const holderOf = ({ record }: Found<ChainOwner>) => `holders/${record?.holderId ?? ""}`;
    const holders = await book.ownersAt([...new Set(devices.map(holderOf))].filter(isChain));
    for (const device of devices) {
      const where = `devices/${device.id}`;
      if (!device.record) tell({ where, what: "its record can't be read" });
      else if (!holders.has(holderOf(device))) tell({ where, what: "its holder isn't kept" });
    }
  }
}

/** Entries that no chain leads to: after a chain's head, in a chain that nobody has, or in a place that isn't theirs. */
async function findStrayEntries(
  holderId: string | undefined,
  { book, tell, counts }: VerifyPorts & { counts: AuditCounts },
): Promise<void> {
  for await (const entries of pages((page) => book.entries({ ...page, holderId }), entriesAtOnce)) {
    const chains = entries.flatMap(({ record }) => (record && isChain(record.chain) ? [record.chain] : []));
    const owners = await book.ownersAt([...new Set(chains)]);
    for (const entry of entries) {
      const what = whyStray(entry, owners);
      if (what) tell({ where: `audit/${entry.id}`, what });
    }
    counts.entries += entries.length;
  }
}

function whyStray(
  { id, record }: Found<AuditEntry>,
  owners: ReadonlyMap<string, Found<ChainOwner>>,
): string | undefined {
  if (!record) return "can't be read as an entry";
  const { chain, sequence } = record;
  const owner = isChain(chain) ? owners.get(chain) : undefined;
  if (!owner) return "belongs to no chain: nobody has the one that it names";
  if (id !== auditIdOf(chain, sequence)) return "belongs to no chain: its id isn't that of its place";
  // An owner that can't be read is told once, not again for each of its entries.
  const length = owner.record?.auditHead.sequence ?? sequence;
  return sequence >= 1 && sequence <= length ? undefined : `belongs to no chain: ${chain} ends at ${length}`;
}
