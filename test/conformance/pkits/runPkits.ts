import { isRefused } from "../../../functions/src/domain/refusal.ts";
import { refuseUnlessGood } from "../../../functions/src/domain/revocationStatus.ts";
import { readCertificate } from "../../../functions/src/proof/path/certificate.ts";
import { checkPath } from "../../../functions/src/proof/path/checkPath.ts";
import { type FindCrls, revocationOf } from "../../../functions/src/proof/path/revocation.ts";
import { accepted, type Verdict } from "../tally.ts";
import { pathsOf, readNames } from "./buildPaths.ts";
import { findAmong } from "./findAmong.ts";
import { outsideProfile } from "./outsideProfile.ts";
import { anchorName, type PkitsCase, type PkitsSet, readSet } from "./readSet.ts";
import { sectionOf } from "./sections.ts";

/** Inside the validity of PKITS' certificates (2010 to 2030), whatever day it is. */
const now = new Date("2026-11-22T00:00:00Z");

/** Validates every case with the code that validates cards' and phones' chains. */
export async function runPkits(folder: string): Promise<readonly Verdict[]> {
  const set = await readSet(folder);
  const verdicts: Verdict[] = [];
  for (const one of set.cases) verdicts.push(await judge(one, set));
  return verdicts;
}

async function judge(one: PkitsCase, set: PkitsSet): Promise<Verdict> {
  const outcome = await validate(one, set);
  const { leaf, isValid } = one;
  const outside = outsideProfile[leaf];
  const wanted = isValid && outside ? outside.refused : accepted;
  const isAsListed = isValid ? outcome === wanted : outcome !== accepted;
  const isOutside = outside !== undefined;
  return { section: sectionOf(leaf), name: leaf, isValid, outcome, isOutside, isAsListed };
}

/** How far a path got: each refusal is only reached once the ones before it didn't apply. */
const outcomes = [
  "chain_untrusted",
  "chain_expired",
  "revocation_status_unknown",
  "certificate_revoked",
  accepted,
];

/** A sender may choose which path to send: what counts is how far the best one gets. */
async function validate({ leaf, intermediates, crls }: PkitsCase, set: PkitsSet): Promise<string> {
  const anchor = take(set.certs, anchorName);
  const pool = [leaf, ...intermediates].map((name) => readNames(take(set.certs, name)));
  const findCrls = findAmong(crls.map((name) => take(set.crls, name)));
  let furthest = 0;
  for (const x5c of pathsOf(pool, readNames(anchor)))
    furthest = Math.max(furthest, outcomes.indexOf(await outcomeOf(x5c, anchor, findCrls)));
  return outcomes[furthest] ?? "";
}

async function outcomeOf(x5c: readonly string[], anchor: Uint8Array, findCrls: FindCrls): Promise<string> {
  const path = checkPath(x5c, [readCertificate(anchor)], now);
  if (isRefused(path)) return path.refused;
  const status = await revocationOf(path, findCrls, now);
  return refuseUnlessGood(status, "certificate_revoked")?.refused ?? accepted;
}

function take(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const file = files.get(name);
  if (!file) throw new Error(`PKITS: ${name} is missing`);
  return file;
}
