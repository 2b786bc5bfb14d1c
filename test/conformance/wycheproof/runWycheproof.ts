import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isRefused } from "../../../functions/src/domain/refusal.ts";
import { isSignedWith, takeApart } from "../../../functions/src/proof/compactJws.ts";
import { allowedAlgorithms, keyOfJwk } from "../../../functions/src/proof/keys.ts";
import { accepted, type Verdict } from "../tally.ts";

const Jwk = z.looseObject({ kty: z.string() });
const Vectors = z.object({
  testGroups: z.array(
    z.object({
      comment: z.string(),
      public: Jwk.optional(),
      private: Jwk.optional(),
      tests: z.array(
        z.object({
          tcId: z.int(),
          comment: z.string(),
          jws: z.unknown(),
          result: z.enum(["valid", "invalid", "acceptable"]),
        }),
      ),
    }),
  ),
});
type Group = z.infer<typeof Vectors>["testGroups"][number];
type Vector = Group["tests"][number];

const places = [
  "json_web_signature.json",
  "json_web_signature_test.json",
  "testvectors_v1/json_web_signature_test.json",
];

/** Verifies every vector with the code that verifies cards', phones' and partners' messages. */
export async function runWycheproof(folder: string): Promise<readonly Verdict[]> {
  const { testGroups } = Vectors.parse(JSON.parse(await readFile(await fileIn(folder), "utf8")));
  const verdicts: Verdict[] = [];
  for (const group of testGroups) {
    for (const vector of group.tests) verdicts.push(await judge(vector, group));
  }
  return verdicts;
}

async function fileIn(folder: string): Promise<string> {
  for (const place of places) {
    const file = join(folder, place);
    const isThere = await access(file).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  throw new Error(`${folder} has none of ${places.join(", ")}`);
}

async function judge(vector: Vector, group: Group): Promise<Verdict> {
  const outcome = await verify(vector.jws, group);
  const isOutside = !isOurs(vector.jws);
  const isValid = vector.result !== "invalid";
  const mustBeAccepted = vector.result === "valid" && !isOutside;
  const isAsListed = isValid ? !mustBeAccepted || outcome === accepted : outcome !== accepted;
  return {
    section: group.comment,
    name: `${vector.tcId} ${vector.comment}`,
    isValid,
    outcome,
    isOutside,
    isAsListed,
  };
}

async function verify(jws: unknown, group: Group): Promise<string> {
  const parts = typeof jws === "string" ? takeApart(jws) : undefined;
  if (!parts) return "not compact";
  if (isRefused(parts)) return parts.refused;
  const key = await keyOfJwk(parts.algorithm, group.public ?? publicHalf(group.private));
  if (isRefused(key)) return key.refused;
  return (await isSignedWith(parts, key)) ? accepted : "signature_invalid";
}

/** Told apart from the verifier's own reading: three parts, and a header that names one of our algorithms. */
function isOurs(jws: unknown): boolean {
  const [head = "", ...rest] = typeof jws === "string" ? jws.split(".") : [];
  if (rest.length !== 2) return false;
  try {
    const { alg } = z.object({ alg: z.enum(allowedAlgorithms) }).parse(JSON.parse(decoded(head)));
    return allowedAlgorithms.includes(alg);
  } catch {
    return false;
  }
}

function decoded(part: string): string {
  return Buffer.from(part, "base64url").toString("utf8");
}

/** Some groups have a private key alone. */
function publicHalf(jwk: Group["private"]): z.infer<typeof Jwk> {
  const { d, p, q, dp, dq, qi, ...rest } = jwk ?? { kty: "none" };
  return rest;
}
