import { type Crl, readCrl } from "../../../functions/src/proof/path/crl.ts";
import type { FindCrls } from "../../../functions/src/proof/path/revocation.ts";

/** CRLs from files: PKITS names its places by directory, not by web address, so all that can be read are offered. */
export function findAmong(files: readonly Uint8Array[]): FindCrls {
  const crls = files.flatMap(readIfInProfile);
  return async () => crls;
}

function readIfInProfile(der: Uint8Array): readonly Crl[] {
  try {
    return [readCrl(der)];
  } catch {
    return [];
  }
}
