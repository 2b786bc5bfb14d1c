import { stat } from "node:fs/promises";
import { join } from "node:path";
import { runPkits } from "./pkits/runPkits.ts";
import { deviationsOf, tableOf, type Verdict } from "./tally.ts";
import { runWycheproof } from "./wycheproof/runWycheproof.ts";

const sources = `The sets aren't part of this repository. DIR has to hold
  pkits/       certs/ and crls/ of NIST's PKITS archive (https://csrc.nist.gov/projects/pki-testing),
               with or without a cases.json that picks some of its cases
  wycheproof/  testvectors_v1/json_web_signature_test.json of https://github.com/C2SP/wycheproof,
               or that file alone as json_web_signature.json
Usage: npm run test:conformance -- DIR`;

process.exitCode = await main(process.argv.slice(2));

/** Runs both sets, and answers 1 when anything went otherwise than it must, 2 when a set isn't there. */
async function main([folder, ...more]: readonly string[]): Promise<number> {
  if (folder === undefined || more.length > 0) return complain("Say where the sets are.");
  const [pkits, wycheproof] = [join(folder, "pkits"), join(folder, "wycheproof")];
  for (const set of [pkits, wycheproof])
    if (!(await isFolder(set))) return complain(`${set} is not a folder.`);
  const path = report("PKITS: certificate paths and CRLs", await runPkits(pkits));
  const jws = report("Wycheproof: JSON Web Signature", await runWycheproof(wycheproof));
  return path && jws ? 0 : 1;
}

function report(title: string, verdicts: readonly Verdict[]): boolean {
  const deviations = deviationsOf(verdicts);
  console.log([`${title}, ${verdicts.length} cases`, ...tableOf(verdicts), ...deviations, ""].join("\n"));
  if (verdicts.length === 0) console.error("There is no case.");
  return verdicts.length > 0 && deviations.length === 0;
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() ?? false;
}

function complain(problem: string): number {
  console.error(`${problem}\n${sources}`);
  return 2;
}
