import { expect, test } from "vitest";
import { readStrictJson } from "../../functions/src/proof/strictJson.ts";

const read = (text: string) => readStrictJson(Buffer.from(text));

test.each([
  ["twice", '{"a":1,"a":2}'],
  ["twice with the same value", '{"a":1,"a":1}'],
  ["twice, once in escapes", '{"a":1,"\\u0061":2}'],
  ["twice in an inner object", '{"x":{"a":1,"b":[],"a":2}}'],
  ["twice in an object in a list", '[1,{"a":"b","c":"a","a":2}]'],
  ["twice around an inner object", '{"a":{"a":1},"a":2}'],
  ["twice with the empty name", '{"":1,"":2}'],
  ["that is __proto__, twice", '{"__proto__":1,"__proto__":2}'],
])("an object with a member %s is no JSON to us", (_, text) => {
  expect(read(text)).toBeUndefined();
});

test.each([
  ['{"a":"a","b":"a"}', { a: "a", b: "a" }],
  ['{"a":{"a":{"a":1}}}', { a: { a: { a: 1 } } }],
  ['[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
  ['{"a":["x","x","a"],"x":1}', { a: ["x", "x", "a"], x: 1 }],
  ['{"a":"}{\\",\\"a\\":1","b":2}', { a: '}{","a":1', b: 2 }],
  ['{"a":"\\\\","b":1}', { a: "\\", b: 1 }],
  ['{ "a" : 1 , "A" : 2 }', { a: 1, A: 2 }],
  ['"a"', "a"],
  ["7", 7],
])("%s is read as it stands", (text, value) => {
  expect(read(text)).toEqual(value);
});

test("what is no JSON, no UTF-8, or begins with a byte-order mark is not read", () => {
  expect(read('{"a":1')).toBeUndefined();
  expect(read("")).toBeUndefined();
  expect(readStrictJson(Buffer.from([0x22, 0xff, 0x22]))).toBeUndefined();
  expect(readStrictJson(Buffer.from([0xef, 0xbb, 0xbf, 0x37]))).toBeUndefined();
});
