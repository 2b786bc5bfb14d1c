import { scrypt } from "node:crypto";
import { promisify } from "node:util";
import type { HashWord } from "../flow/ports.ts";

const slowly = promisify<string, Buffer, number, object, Buffer>(scrypt);

/** 16 MiB and about a quarter of a second each (RFC 7914; the strength that OWASP recommends): words are short. */
const cost = { N: 2 ** 14, r: 8, p: 5 };

/** Hashes blocking words with scrypt. */
export const hashWord: HashWord = async (word, salt) => {
  const hash = await slowly(word, Buffer.from(salt, "base64url"), 32, cost);
  return hash.toString("base64url");
};
