import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { SeenAuditEntry, SeenDevice, SeenHolder, type Snapshot } from "./snapshot.ts";

/** The documents of a collection, in a shape. */
export type List = <T>(collection: string, shape: z.ZodType<T>) => Promise<readonly T[]>;

type Chains = Pick<Snapshot, "devices" | "holders" | "audit">;

const mostLooks = 20;

/**
 * Every chain with its head as they were at one moment: a phone that answers while we read would leave entries behind
 * without their head. So the heads are read again afterwards, until they are what they were.
 */
export async function readChains(list: List): Promise<Chains> {
  let heads = await readHeads(list);
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const audit = await list("audit", SeenAuditEntry);
    const after = await readHeads(list);
    if (isDeepStrictEqual(after, heads)) return { ...heads, audit };
    heads = after;
  }
  throw new Error("the audit never came to rest");
}

async function readHeads(list: List): Promise<Omit<Chains, "audit">> {
  return { devices: await list("devices", SeenDevice), holders: await list("holders", SeenHolder) };
}
