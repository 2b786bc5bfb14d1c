// Verifies a clearance proof for the phone in your hand: node verify-clearance.mjs SERVICE IMEI-OR-SERIAL [KEYS] < proof.txt
// The proof is the text of its QR code, or what stands in it behind the #. SERVICE is the address that you trust.
// KEYS is a file with its key set, kept from SERVICE/.well-known/jwks.json: with it nothing is fetched. Without it the set is.
// Ends with 0 where a shop looked at the phone and it answered; where the proof is genuine and that it is this phone's less sure, with 3 on
// its former holder's word alone, with 4 on that of a shop which the phone didn't answer; else with 1.
import { createHash, createPublicKey, verify } from "node:crypto";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

const [address, typed, keyFile] = process.argv.slice(2);
const service = address?.replace(/\/$/, "");
if (!service) fail("say which service the proof should be from, as in https://katazuke.example");
const shown = normalised(typed ?? fail("give the IMEI or serial number that the phone shows in its settings"));
const given = await text(process.stdin);
const parts = given.slice(given.lastIndexOf("#") + 1).trim().split(".");
if (parts.length !== 3 || !parts.every(isCanonical)) fail("not a JWS in compact serialisation");
const [head, body, signature] = parts.map((part) => Buffer.from(part, "base64url"));
const header = jsonOf(head, "its header isn't JSON: not a proof");
const unknown = Object.keys(header).find((name) => !["alg", "typ", "kid"].includes(name));
if (unknown) fail("its header has more in it than a proof's: not a proof");
if (header.alg !== "ES256") fail(`signed with ${header.alg}, not ES256`);
if (header.typ !== "clearance-proof+jwt") fail(`its type is ${header.typ}: no clearance proof`);

const { keys } = await (keyFile ? keptKeys(keyFile) : publishedKeys(`${service}/.well-known/jwks.json`));
const jwk = keys.find((key) => key.kid === header.kid);
if (!jwk) fail(keyFile ? `its key isn't in ${keyFile}: fetch the set anew` : "its key isn't published by this service");
const key = { key: createPublicKey({ key: jwk, format: "jwk" }), dsaEncoding: "ieee-p1363" };
if (!verify("sha256", Buffer.from(parts.slice(0, 2).join(".")), key, signature)) fail("the signature is wrong");
const proof = jsonOf(body, "its payload isn't JSON: not a proof");
const now = Date.now() / 1000;
if (proof.iss !== service) fail(`it says that it is from ${proof.iss}`);
if (!(proof.iat <= now + 300)) fail("it is from the future: is the clock here right?");
if (!(proof.exp > now)) fail(`it was good until ${timeOf(proof.exp)}: ask for a new one`);
if (proof.verdict !== "clear") fail("it doesn't say that the phone is clear");
if (!["shop", "shopByCode", "holder"].includes(proof.phone?.shownBy)) fail("it doesn't say who looked at the phone");
const hash = createHash("sha256").update(`${proof.phone?.salt}.${shown}`).digest("base64url");
if (hash !== proof.phone?.hash) fail("it is for a phone that shows another number: compare the first IMEI");

console.log(JSON.stringify(proof, null, 2));
const words = {
  shop: "Genuine, and for this phone: a shop looked at it. Its certificates were revoked and erased",
  shopByCode:
    "Genuine, but a shop that looked at a phone had no answer of it: it may have been another. A phone was cleared",
  holder:
    "Genuine, but nobody looked at this phone: that it is the one is only what its former holder says. A phone was cleared",
};
console.log(`${words[proof.phone.shownBy]}, as of ${timeOf(proof.iat)}. Verification code: ${codeOf(body)}`);
// Whoever takes the phone on the exit code alone is to take no weaker word by it.
process.exitCode = { shop: 0, shopByCode: 4, holder: 3 }[proof.phone.shownBy];

// An IMEI has 15 digits, the last of which checks the others; anything else is taken for a serial number.
function normalised(number) {
  const plain = number.normalize("NFKC").replace(/[\s\p{Pd}_/.\u2212\u30fc]+/gu, "");
  if (!/^(?!imei)[0-9a-z]{8,20}$/i.test(plain)) fail("that is no IMEI and no serial number");
  if (/^\d{13,17}$/.test(plain) && !isImei(plain)) fail(plain.length === 15 ? "that IMEI has a slip in it: one of its digits is wrong" : "that IMEI has a slip in it: it has 15 digits");
  return plain.toUpperCase();
}

function isImei(digits) {
  const weighed = [...digits].reverse().map((digit, place) => digit * (place % 2 ? 2 : 1));
  const sum = weighed.reduce((total, one) => total + (one > 9 ? one - 9 : one), 0);
  return digits.length === 15 && sum > 0 && sum % 10 === 0;
}

function isCanonical(part) {
  return part !== "" && Buffer.from(part, "base64url").toString("base64url") === part;
}

function timeOf(seconds) {
  return new Date(seconds * 1000).toISOString();
}

function codeOf(payload) {
  const number = createHash("sha256").update(payload).digest().readBigUInt64BE() >> 14n;
  const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const code = Array.from({ length: 10 }, (_, i) => digits[Number((number >> BigInt(45 - 5 * i)) & 31n)]);
  return `${code.slice(0, 5).join("")}-${code.slice(5).join("")}`;
}

async function keptKeys(path) {
  const kept = await readFile(path).catch(() => fail(`${path} can't be read`));
  const set = jsonOf(kept, `${path} isn't JSON: keep the service's key set in it`);
  return Array.isArray(set.keys) ? set : fail(`${path} has no keys: is it the service's key set?`);
}

async function publishedKeys(url) {
  const answer = await fetch(url).catch(() => fail(`${url} doesn't answer: is the address right?`));
  const set = await answer.json().catch(() => ({}));
  return Array.isArray(set.keys) ? set : fail(`${url} has no keys: is it the service's address?`);
}

function jsonOf(bytes, otherwise) {
  try {
    return Object(JSON.parse(bytes));
  } catch {
    return fail(otherwise);
  }
}

function fail(why) {
  console.error(`Not verified: ${why}`);
  process.exit(1);
}
