import type { DistributionPoint } from "@peculiar/asn1-x509";
import type { Log } from "../../flow/ports.ts";
import type { Crl } from "./crl.ts";
import { distributionPointsOf } from "./crlScope.ts";
import { type CrlOptions, CrlSource } from "./crlSource.ts";
import type { FindCrls } from "./revocation.ts";

/** How many addresses are remembered; a CA's list may be in parts. */
const mostAddresses = 200;
/** How long all lists together may be in DER, bytes: a list that was read takes up to four times as much memory. */
const usualBytes = 24 * 1024 * 1024;

/**
 * Finds CRLs at the http addresses in certificates, and keeps them in memory: each is fetched again before it is as old as
 * `refreshAfter` and when it is out of date, by one caller at a time, and the one before serves as long as it is good. What
 * can't be had is logged as `crl_unavailable` and left out. When the lists are too large together, the one that was asked
 * for the longest ago goes, which is logged as `crl_cache_full`: it is fetched anew each time from then on.
 */
export function crlCache(options: CrlOptions, mostBytes = usualBytes): FindCrls {
  const known = new Map<string, CrlSource>();
  const findAt = async (address: string, query: Parameters<FindCrls>[1]): Promise<Crl | undefined> => {
    const source = known.get(address) ?? new CrlSource(address, options);
    known.delete(address);
    known.set(address, source);
    const crl = await source.find(query);
    trim(known, mostBytes, options.log);
    return crl;
  };
  return async (certificate, query) => {
    const found = distributionPointsOf(certificate).map(async (point) => {
      for (const address of addressesOf(point)) {
        const crl = await findAt(address, query);
        if (crl) return [crl];
      }
      return [];
    });
    return (await Promise.all(found)).flat();
  };
}

/** The one that was asked for last stays, however long it is. */
function trim(known: Map<string, CrlSource>, mostBytes: number, log: Log): void {
  let bytes = [...known.values()].reduce((sum, source) => sum + source.bytes, 0);
  for (const [address, source] of known) {
    const isTooMuch = bytes > mostBytes;
    if ((!isTooMuch && known.size <= mostAddresses) || known.size === 1) return;
    if (isTooMuch) log("crl_cache_full", { lists: known.size, bytes });
    known.delete(address);
    bytes -= source.bytes;
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
