import { readFileSync } from "node:fs";
import { PartnerJwk } from "../contract/partner.ts";
import { fromHere } from "./fromHere.ts";
import { AdminProblem } from "./problem.ts";

/** A partner's public key from a JWK file. Throws an AdminProblem for anything else, and never quotes what is in it. */
export function readJwk(file: string): PartnerJwk {
  const content = readJson(file);
  if (Object(content).d !== undefined)
    throw new AdminProblem("This is a private key, which must never leave its partner: take the public one.");
  const { data, error } = PartnerJwk.safeParse(content);
  if (data) return data;
  const where = error.issues.map(({ path }) => path.join(".") || "the whole").join(", ");
  throw new AdminProblem(
    `The file isn't a public key as a JWK with kid and alg ES256, ES384, PS256 or RS256; wrong in it: ${where}.`,
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(fromHere(file), "utf8"));
  } catch {
    throw new AdminProblem("The JWK file can't be read, or isn't JSON.");
  }
}
