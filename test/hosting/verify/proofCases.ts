import type { ShownBy } from "../../../functions/src/domain/shownPhone.ts";
import { clearanceProofSigner } from "../../../functions/src/proof/clearanceProofSigner.ts";
import { type CommandSigningKey, sign } from "../../../functions/src/proof/commandSigner.ts";
import { receiptSigner } from "../../../functions/src/proof/receiptSigner.ts";
import type { ProofFinding } from "../../../hosting/src/verify/verifyProof.ts";
import { sampleClearanceProof, sampleImei } from "../../doubles/clearanceProofs.ts";
import { newSigningKey, sampleRevocationReceipt } from "../../doubles/receipts.ts";

/** Who signs, and when. */
export interface Forge {
  readonly key: CommandSigningKey;
  readonly issuer: string;
  readonly now: Date;
}

/** What somebody shows for a proof, and the number on the phone, the sample's unless told; what has to come of it. */
interface ProofCase {
  readonly name: string;
  readonly make: (forge: Forge) => Promise<string>;
  readonly shown?: string;
  readonly finding: ProofFinding;
  /** What docs/verify-clearance.mjs says to it. */
  readonly why: string;
}

const hour = 3600;
const proofAt = ({ now }: Forge, secondsLater = 0) =>
  sampleClearanceProof(new Date(now.getTime() + secondsLater * 1000));
const signed = async (forge: Forge, proof = proofAt(forge)) =>
  (await clearanceProofSigner(forge.key, forge.issuer)(proof)).jws;

/** The parts of a compact JWS, changed and put together again. */
function patched(jws: string, change: (parts: { head: string; body: string; signature: string }) => object) {
  const [head = "", body = "", signature = ""] = jws.split(".");
  const parts = { head, body, signature };
  return Object.values({ ...parts, ...change(parts) }).join(".");
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
/** The same bytes in another spelling: a last character whose spare bits aren't zero. */
function respelt(part: string): string {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return part.slice(0, -1) + digits[digits.indexOf(part.slice(-1)) + 1];
}

/** Every way to be wrong that a verifier has to see through; the page's module and the command are held to the same list. */
export const wrongProofs: readonly ProofCase[] = [
  {
    name: "signed by another key under a kid of ours",
    make: (forge) => signed({ ...forge, key: newSigningKey(forge.key.kid) }),
    finding: "signatureWrong",
    why: "the signature is wrong",
  },
  {
    name: "changed after signing",
    make: async (forge) =>
      patched(await signed(forge), () => ({ body: json({ iss: forge.issuer, ...proofAt(forge, 1) }) })),
    finding: "signatureWrong",
    why: "the signature is wrong",
  },
  {
    name: "with the signature of another proof",
    make: async (forge) => {
      const other = await signed(forge, proofAt(forge, 5));
      return patched(await signed(forge), () => ({ signature: other.split(".")[2] }));
    },
    finding: "signatureWrong",
    why: "the signature is wrong",
  },
  {
    name: "under a kid that isn't published",
    make: (forge) => signed({ ...forge, key: { ...forge.key, kid: "2031-1" } }),
    finding: "keyUnknown",
    why: "isn't published",
  },
  {
    name: "with alg none and no signature",
    make: async (forge) =>
      patched(await signed(forge), () => ({
        head: json({ alg: "none", typ: "clearance-proof+jwt", kid: forge.key.kid }),
        signature: "AA",
      })),
    finding: "otherAlgorithm",
    why: "signed with none, not ES256",
  },
  {
    name: "with alg HS256",
    make: async (forge) =>
      patched(await signed(forge), () => ({
        head: json({ alg: "HS256", typ: "clearance-proof+jwt", kid: forge.key.kid }),
      })),
    finding: "otherAlgorithm",
    why: "signed with HS256, not ES256",
  },
  {
    name: "that brings its own key",
    make: async (forge) => {
      const { kty, crv, x, y, kid } = newSigningKey(forge.key.kid);
      const head = { alg: "ES256", typ: "clearance-proof+jwt", kid, jwk: { kty, crv, x, y } };
      return patched(await signed(forge), () => ({ head: json(head) }));
    },
    finding: "malformed",
    why: "its header has more in it than a proof's",
  },
  {
    name: "that is a receipt",
    make: async ({ key, issuer }) =>
      (await receiptSigner(key, issuer).revocation(sampleRevocationReceipt)).jws,
    finding: "otherType",
    why: "its type is revocation-receipt+jwt",
  },
  {
    name: "that says what a proof says and is signed as a receipt",
    make: (forge) => sign(forge.key, "erasure-receipt+jwt", { iss: forge.issuer, ...proofAt(forge) }),
    finding: "otherType",
    why: "its type is erasure-receipt+jwt",
  },
  {
    name: "of another service with the same key",
    make: (forge) => signed({ ...forge, issuer: "https://other.example" }),
    finding: "otherIssuer",
    why: "https://other.example",
  },
  {
    name: "that is over",
    make: (forge) => signed(forge, proofAt(forge, -7 * 24 * hour)),
    finding: "expired",
    why: "it was good until",
  },
  {
    name: "from the future",
    make: (forge) => signed(forge, proofAt(forge, hour)),
    finding: "notYetValid",
    why: "from the future",
  },
  {
    name: "for another phone",
    make: (forge) => signed(forge),
    shown: "356938035643809",
    finding: "otherPhone",
    why: "a phone that shows another number",
  },
  {
    name: "for a number with a slip in it",
    make: (forge) => signed(forge),
    shown: "490154203237519",
    finding: "phoneUnreadable",
    why: "that IMEI has a slip in it",
  },
  {
    name: "whose signature is spelt otherwise, which jose would take",
    make: async (forge) =>
      patched(await signed(forge), ({ signature }) => ({ signature: respelt(signature) })),
    finding: "malformed",
    why: "not a JWS",
  },
  {
    name: "whose signature is padded",
    make: async (forge) => `${await signed(forge)}==`,
    finding: "malformed",
    why: "not a JWS",
  },
  {
    name: "with a space in its payload",
    make: async (forge) =>
      patched(await signed(forge), ({ body }) => ({ body: `${body.slice(0, 8)} ${body.slice(8)}` })),
    finding: "malformed",
    why: "not a JWS",
  },
  {
    name: "that is no JWS",
    make: async () => "proof",
    finding: "malformed",
    why: "not a JWS",
  },
];

/** What is right, as it is scanned or typed. */
export const rightProofs: readonly Pick<ProofCase, "name" | "make" | "shown">[] = [
  { name: "bare", make: (forge) => signed(forge) },
  {
    name: "as the text of its QR code",
    make: async (forge) => (await clearanceProofSigner(forge.key, forge.issuer)(proofAt(forge))).qr,
  },
  { name: "with hyphens in the number", make: (forge) => signed(forge), shown: "49-015420-323751-8" },
  { name: "in full width", make: (forge) => signed(forge), shown: "４９０１５４２０３２３７５１８" },
  { name: "by a clock that is four minutes behind", make: (forge) => signed(forge, proofAt(forge, 240)) },
  { name: "in its last minute", make: (forge) => signed(forge, proofAt(forge, 60 - 7 * 24 * hour)) },
];

/** What holds, but on a weaker word than a shop's that it is this phone's. */
export const doubtfulProofs: readonly (Omit<ProofCase, "shown"> & {
  readonly word: ShownBy;
  readonly exitCode: number;
})[] = [
  {
    name: "that only its former holder says is this phone's",
    make: (forge) => signed(forge, sampleClearanceProof(forge.now, "holder")),
    ...{ word: "holder", finding: "genuineByHolder", exitCode: 3 },
    why: "Genuine, but nobody looked at this phone",
  },
  {
    name: "of a shop that the phone didn't answer",
    make: (forge) => signed(forge, sampleClearanceProof(forge.now, "shopByCode")),
    ...{ word: "shopByCode", finding: "genuineByCode", exitCode: 4 },
    why: "Genuine, but a shop that looked at a phone had no answer of it",
  },
];

export { sampleImei };
