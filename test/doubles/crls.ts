import type { FetchCrl } from "../../functions/src/flow/ports.ts";
import { crlCache } from "../../functions/src/proof/path/crlCache.ts";
import type { FindCrls } from "../../functions/src/proof/path/revocation.ts";
import type { Hierarchy } from "../stack/authorities/hierarchy.ts";

/** The CRLs of some CAs as of now, without a network; whatever else is asked for can't be had. */
function crlsOf(...hierarchies: readonly Hierarchy[]): FetchCrl {
  return async (address) => {
    for (const hierarchy of hierarchies) {
      for (const of of ["issuing", "root"] as const)
        if (hierarchy[of].crlUrl === address) return new Uint8Array(await hierarchy.crl(of, new Date()));
    }
    throw new Error(`nothing at ${address}`);
  };
}

/** Finds these CAs' CRLs as a deployment does, but never keeps one for long. */
export function findCrlsOf(...hierarchies: readonly Hierarchy[]): FindCrls {
  return crlCache({ fetchCrl: crlsOf(...hierarchies), refreshAfter: 0, log: () => {} });
}

/** No CRL can be had. */
export const noCrls: FindCrls = async () => [];
