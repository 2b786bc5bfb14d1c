import { expect, test } from "vitest";
import { certificateIdOf } from "../../functions/src/domain/certificateName.ts";
import { hexDigest } from "../../functions/src/domain/hash.ts";

const issuer = Buffer.from("3000", "hex").toString("base64");

/** The serial's bytes as DER has them (X.690 section 8.3), by hand. */
test.each([
  ["01", "01"],
  ["1", "01"],
  ["0001", "01"],
  ["7F", "7f"],
  ["80", "0080"],
  ["0080", "0080"],
  ["ff00", "00ff00"],
  ["fFf", "0fff"],
  ["0", "00"],
])("the serial %s is found as %s, however the records write it", (serialNumber, der) => {
  const id = hexDigest(Buffer.from("3000", "hex"), Buffer.from(der, "hex"));
  expect(certificateIdOf({ issuer, serialNumber })).toBe(id);
});
