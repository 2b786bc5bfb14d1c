import type { AuditEntry } from "../domain/audit.ts";
import { emptyChain, isChain } from "../domain/auditChain.ts";
import { type AuditBook, type ChainOwner, type Found, pages, type VerifyPorts } from "./auditBook.ts";
import { verifyChain } from "./verifyChain.ts";

const devicesAtOnce = 50;

/**
 * Verifies a holder's chain and those of the holder's devices, each of which starts at the hash of the holder's entry on its
 * registration; answers how many devices there are. Devices are read before the holder: one that registers meanwhile is
 * then missing on neither side.
 */
export async function verifyHolder(holderId: string, { book, tell }: VerifyPorts): Promise<number> {
  const devices = await devicesOf(holderId, book);
  const chain = `holders/${holderId}`;
  const holder = (await book.ownersAt([chain])).get(chain);
  const registrations = new Map<string, string>();
  const what = await verifyOwn(chain, { owner: holder, book, registrations });
  if (what) tell({ where: chain, what });
  for (const where of devices.keys())
    if (!registrations.has(where)) tell({ where, what: "no entry of its holder tells of its registration" });
  for (const [where, hash] of registrations) {
    const device = devices.get(where) ?? (await book.ownersAt([where])).get(where);
    if (device) devices.set(where, device);
    const broken = await verifyDevice({ device, where, holderId, hash }, book);
    if (broken) tell({ where, what: broken });
  }
  return devices.size;
}

async function devicesOf(holderId: string, book: AuditBook): Promise<Map<string, Found<ChainOwner>>> {
  const devices = new Map<string, Found<ChainOwner>>();
  for await (const page of pages((query) => book.owners("devices", { ...query, holderId }), devicesAtOnce))
    for (const device of page) devices.set(`devices/${device.id}`, device);
  return devices;
}

async function verifyOwn(
  chain: string,
  {
    owner,
    book,
    registrations,
  }: { owner: Found<ChainOwner> | undefined; book: AuditBook; registrations: Map<string, string> },
): Promise<string | undefined> {
  if (!owner) return "there is no such holder";
  const head = owner.record?.auditHead;
  if (!head) return "its record can't be read";
  const see = ({ act, subjects, hash }: AuditEntry) => {
    if (act !== "deviceRegistered") return;
    for (const subject of subjects.filter(isChain)) registrations.set(subject, hash);
  };
  return verifyChain({ chain, start: emptyChain, head }, book, see);
}

/** A record that is gone is a break: nothing here deletes one, and with its head goes what seals the chain (decision 0006). */
async function verifyDevice(
  {
    device,
    where,
    holderId,
    hash,
  }: { device: Found<ChainOwner> | undefined; where: string; holderId: string; hash: string },
  book: AuditBook,
): Promise<string | undefined> {
  if (!device) return "was registered, but its record is gone";
  if (!device.record) return "its record can't be read";
  if (device.record.holderId !== holderId) return "was registered by another holder than its record names";
  return verifyChain({ chain: where, start: { sequence: 0, hash }, head: device.record.auditHead }, book);
}
