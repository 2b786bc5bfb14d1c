import type { DistributionPoint } from "@peculiar/asn1-x509";
import type { FetchCrl, Log } from "../../flow/ports.ts";
import { type Crl, readCrl } from "./crl.ts";
import { distributionPointsOf } from "./crlScope.ts";
import { type FindCrls, isCurrent } from "./revocation.ts";

interface Options {
  readonly fetchCrl: FetchCrl;
  /** After how long a CRL that is still good is fetched again, milliseconds. */
  readonly refreshAfter: number;
  readonly log: Log;
}
type Query = Parameters<FindCrls>[1];

/** What is known of one address. */
interface Known {
  crl?: Crl;
  /** When it was last asked, and whether that gave a CRL that holds. */
  askedAt: number;
  isAnswering: boolean;
  pending?: Promise<void>;
}

/** How long an address that gave nothing is left alone, milliseconds. */
const pause = 10_000;
/** How many addresses are remembered; a CA's list may be in parts. */
const mostAddresses = 200;

/**
 * Finds CRLs at the http addresses in certificates, and keeps them in memory: each is fetched again after `refreshAfter`
 * and when it is out of date, by one caller at a time, and the one before serves as long as it is good. A forged or older
 * list never takes the place of a good one. What can't be had is logged as `crl_unavailable` and left out.
 */
export function crlCache(options: Options): FindCrls {
  const known = new Map<string, Known>();
  const at = (address: string, query: Query) => {
    const entry = known.get(address) ?? { askedAt: Number.NEGATIVE_INFINITY, isAnswering: false };
    known.delete(address);
    known.set(address, entry);
    const [longestUnused = ""] = known.keys();
    if (known.size > mostAddresses) known.delete(longestUnused);
    return find(entry, address, { ...options, ...query });
  };
  return async (certificate, query) => {
    const found = distributionPointsOf(certificate).map(async (point) => {
      for (const address of addressesOf(point)) {
        const crl = await at(address, query);
        if (crl) return [crl];
      }
      return [];
    });
    return (await Promise.all(found)).flat();
  };
}

async function find(entry: Known, address: string, how: Options & Query): Promise<Crl | undefined> {
  if (entry.pending !== undefined) await entry.pending;
  else if (isDue(entry, how)) {
    entry.pending = refresh(entry, address, how).finally(() => {
      delete entry.pending;
    });
    await entry.pending;
  }
  return entry.crl && how.isGenuine(entry.crl) ? entry.crl : undefined;
}

function isDue({ crl, askedAt, isAnswering }: Known, { now, refreshAfter }: Options & Query): boolean {
  const isGood = isAnswering && crl !== undefined && isCurrent(crl, now);
  return now.getTime() - askedAt >= (isGood ? refreshAfter : Math.min(pause, refreshAfter));
}

async function refresh(entry: Known, address: string, how: Options & Query): Promise<void> {
  entry.askedAt = how.now.getTime();
  try {
    const crl = readCrl(await how.fetchCrl(address));
    const isOlder = entry.crl !== undefined && crl.thisUpdate < entry.crl.thisUpdate;
    if (isOlder || !how.isGenuine(crl)) throw new Error("a CRL that doesn't hold");
    entry.crl = crl;
    entry.isAnswering = true;
  } catch {
    entry.isAnswering = false;
    how.log("crl_unavailable", { host: URL.canParse(address) ? new URL(address).host : "none" });
  }
}

/** The addresses of one point are copies of one list: the first that answers will do. */
function addressesOf({ distributionPoint }: DistributionPoint): readonly string[] {
  const names = distributionPoint?.fullName ?? [];
  return names
    .map(({ uniformResourceIdentifier = "" }) => uniformResourceIdentifier)
    .filter((address) => /^https?:\/\//i.test(address))
    .slice(0, 3);
}
