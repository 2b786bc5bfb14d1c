import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isValidByName } from "./sections.ts";

/** One path to validate: names of files, without their endings. */
export interface PkitsCase {
  readonly leaf: string;
  readonly isValid: boolean;
  /** From which CA certificates and CRLs a sender could choose. */
  readonly intermediates: readonly string[];
  readonly crls: readonly string[];
}

/** A folder of PKITS: its files by name without ending, and its cases. */
export interface PkitsSet {
  readonly certs: ReadonlyMap<string, Uint8Array>;
  readonly crls: ReadonlyMap<string, Uint8Array>;
  readonly cases: readonly PkitsCase[];
}

const Cases = z.array(
  z.object({
    leaf: z.string(),
    intermediates: z.array(z.string()),
    crls: z.array(z.string()),
    valid: z.boolean(),
  }),
);

export const anchorName = "TrustAnchorRootCertificate";
const anchorCrl = "TrustAnchorRootCRL";

/**
 * Reads `certs/*.crt` and `crls/*.crl`, as NIST's archive has them. Where there is a cases.json it says which belong
 * together; otherwise every end-entity certificate is a case, and all CA certificates and CRLs are offered to each.
 */
export async function readSet(folder: string): Promise<PkitsSet> {
  const certs = await readFolder(join(folder, "certs"), ".crt");
  const crls = await readFolder(join(folder, "crls"), ".crl");
  const listed = await readFile(join(folder, "cases.json"), "utf8").catch(() => undefined);
  const cases =
    listed === undefined
      ? byName([...certs.keys()], [...crls.keys()])
      : Cases.parse(JSON.parse(listed)).map(toCase);
  return { certs, crls, cases };
}

function toCase({ leaf, intermediates, crls, valid }: z.infer<typeof Cases>[number]): PkitsCase {
  return {
    leaf: stem(leaf),
    isValid: valid,
    intermediates: intermediates.map(stem),
    crls: [...crls.map(stem), anchorCrl],
  };
}

function byName(certs: readonly string[], crls: readonly string[]): readonly PkitsCase[] {
  const isLeaf = (name: string) => name.endsWith("EE");
  const intermediates = certs.filter((name) => !isLeaf(name) && name !== anchorName);
  return certs.filter(isLeaf).map((leaf) => ({ leaf, isValid: isValidByName(leaf), intermediates, crls }));
}

async function readFolder(folder: string, ending: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = (await readdir(folder)).filter((name) => name.endsWith(ending)).toSorted();
  const read = files.map(async (name) => [stem(name), await readFile(join(folder, name))] as const);
  return new Map(await Promise.all(read));
}

function stem(file: string): string {
  return file.replace(/\.(crt|crl)$/, "");
}
