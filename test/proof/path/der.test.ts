import { describe, expect, test } from "vitest";
import { partsOf, readDer, readTime } from "../../../functions/src/proof/path/der.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const time = (tag: number, text: string) =>
  readTime({ tag, content: Buffer.from(text), whole: Buffer.from(text) }).toISOString();

test("a sequence is taken apart into its parts, each with all its bytes", () => {
  const parts = [...partsOf(readDer(hex("30 05 02 01 07 05 00")))];
  expect(parts.map(({ tag }) => tag)).toEqual([0x02, 0x05]);
  expect(parts.map(({ whole }) => Buffer.from(whole).toString("hex"))).toEqual(["020107", "0500"]);
});

test("a long length is read", () => {
  expect(readDer(Buffer.concat([hex("04 82 01 00"), Buffer.alloc(256)])).content).toHaveLength(256);
});

describe("what isn't DER is refused:", () => {
  test.each([
    ["nothing", ""],
    ["a tag alone", "30"],
    ["a value cut short", "04 02 00"],
    ["bytes left over", "05 00 00"],
    ["an indefinite length", "30 80 00 00"],
    ["a length in more bytes than it needs", "04 81 01 00"],
    ["a length with a leading zero", `04 82 00 80 ${"00".repeat(128)}`],
    ["a length of five bytes", "04 85 01 00 00 00 00"],
    ["a tag of several bytes", "1f 81 00 00"],
  ])("%s", (_, bytes) => {
    expect(() => readDer(hex(bytes))).toThrow(/DER/);
  });
});

test("two-digit years are from 1950 to 2049, four-digit ones any", () => {
  expect(time(0x17, "491231235959Z")).toBe("2049-12-31T23:59:59.000Z");
  expect(time(0x17, "500101000000Z")).toBe("1950-01-01T00:00:00.000Z");
  expect(time(0x18, "20500101000000Z")).toBe("2050-01-01T00:00:00.000Z");
});

test.each([
  [0x17, "4912312359Z"],
  [0x17, "491231235959+0900"],
  [0x17, "20491231235959Z"],
  [0x18, "20491231235959.5Z"],
  [0x18, "20491331235959Z"],
  [0x18, "never"],
])("with tag %i, %s is no time", (tag, text) => {
  expect(() => time(tag, text)).toThrow(/not a time/);
});
