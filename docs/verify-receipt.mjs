// Verifies a receipt of this service and prints what it says: node verify-receipt.mjs SERVICE < receipt.jws
import { createHash, createPublicKey, verify } from "node:crypto";
import { text } from "node:stream/consumers";

const [address] = process.argv.slice(2);
const service = address?.replace(/\/$/, "");
if (!service) fail("say which service the receipt should be from, as in https://katazuke.example");
const parts = (await text(process.stdin)).trim().split(".");
if (parts.length !== 3) fail("not a JWS in compact serialisation");
const [head, body, signature] = parts.map((part) => Buffer.from(part, "base64url"));
const { alg, typ, kid } = jsonOf(head, "its header isn't JSON: not a receipt");
if (alg !== "ES256") fail(`signed with ${alg}, not ES256`);
if (!["revocation-receipt+jwt", "erasure-receipt+jwt"].includes(typ)) fail(`a ${typ} is no receipt`);

const { keys } = await publishedKeys(`${service}/.well-known/jwks.json`);
const jwk = keys.find((key) => key.kid === kid);
if (!jwk) fail("its key isn't published by this service");
const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
if (!verify("sha256", Buffer.from(parts.slice(0, 2).join(".")), key, signature)) fail("the signature is wrong");
const receipt = jsonOf(body, "its payload isn't JSON: not a receipt");
if (receipt.iss !== service) fail(`it says that it is from ${receipt.iss}`);

console.log(JSON.stringify(receipt, null, 2));
console.log(`Genuine: a ${typ.replace("+jwt", "")} of ${service}. Verification code: ${codeOf(body)}`);

function codeOf(payload) {
  const number = createHash("sha256").update(payload).digest().readBigUInt64BE() >> 14n;
  const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const code = Array.from({ length: 10 }, (_, i) => digits[Number((number >> BigInt(45 - 5 * i)) & 31n)]);
  return `${code.slice(0, 5).join("")}-${code.slice(5).join("")}`;
}

async function publishedKeys(url) {
  const answer = await fetch(url).catch(() => fail(`${url} doesn't answer: is the address right?`));
  const set = await answer.json().catch(() => ({}));
  return Array.isArray(set.keys) ? set : fail(`${url} has no keys: is it the service's address?`);
}

function jsonOf(bytes, otherwise) {
  try {
    return JSON.parse(bytes);
  } catch {
    return fail(otherwise);
  }
}

function fail(why) {
  console.error(`Not verified: ${why}`);
  process.exit(1);
}
