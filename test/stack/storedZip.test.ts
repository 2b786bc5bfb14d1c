import { expect, test } from "vitest";
import { storedZip } from "./storedZip.ts";

test("an archive with one stored entry is what the zip format says, byte by byte", () => {
  const name = Buffer.from("a.txt").toString("hex");
  const content = Buffer.from("hi").toString("hex");
  // CRC-32 of "hi" is d8932aac; all numbers are little-endian; the date is 1980-01-01.
  const facts = "1400 0008 0000 0000 2100 ac2a93d8 02000000 02000000 0500 0000";
  const local = `504b0304 ${facts} ${name} ${content}`;
  const central = `504b0102 1400 ${facts} 0000 0000 0000 00000000 00000000 ${name}`;
  const end = "504b0506 0000 0000 0100 0100 33000000 25000000 0000";
  expect(storedZip("a.txt", Buffer.from("hi")).toString("hex")).toBe(
    `${local}${central}${end}`.replaceAll(" ", ""),
  );
});
