import { expect, test } from "vitest";
import { hexDigest, keyedHash, thumbprintOf } from "../../functions/src/domain/hash.ts";

/** The expected values come from sha256sum and openssl. */
test("a digest is the SHA-256 over each part led by its length in bytes", () => {
  expect(hexDigest("abc")).toBe("aab5f9ae99b2e38fb462025c8f72f570c9c811705d2a4277dc855d7fa293fe97");
  expect(hexDigest("ab", "c")).toBe("430fb1b4ac43316eca81fab27a1930ab8eff8fef6a1dc7903dce44bbc2790dc5");
});

test("no two lists of parts have the same digest because they read the same in one go", () => {
  const digests = [["abc"], ["ab", "c"], ["a", "bc"], ["a", "b", "c"], ["abc", ""], ["1:a", "bc"]].map(
    (parts) => hexDigest(...parts),
  );
  expect(new Set(digests).size).toBe(6);
});

test("bytes and the text they spell are the same part", () => {
  expect(hexDigest(new TextEncoder().encode("片付け"))).toBe(hexDigest("片付け"));
});

test("a secure element's hash needs the key", () => {
  expect(keyedHash(Buffer.from("key"), "id")).toBe(
    "3e05a1a9b02c3548a5e1bbdce35e58478f103b3d958ba039797b7c9bc617ad19",
  );
  expect(keyedHash(Buffer.from("other"), "id")).not.toBe(keyedHash(Buffer.from("key"), "id"));
});

test("a thumbprint is 43 characters of base64url", () => {
  expect(thumbprintOf(Buffer.from("der"))).toBe("UFDYDSLs1HHqVd9wNAQsHgQTQf9AZuf2_zjiC3IN-Oo");
});
