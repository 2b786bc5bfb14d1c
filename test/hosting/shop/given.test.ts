import { expect, test } from "vitest";
import { readGiven, show } from "../../../hosting/src/shop/given.ts";

const digits = { code: { receptionNumber: "4821", code: "573906" } };
const jws = "eyJ0eXAiOiJ4In0.eyJhIjoxfQ.c2lnbmF0dXJl-_A";

test.each([
  ["4821573906"],
  ["4821 573906"],
  ["4821 573 906"],
  [" 4821-573-906 "],
  ["４８２１　５７３９０６"],
  ["4821ー573906"],
  ["4821−573906"],
  ["4821-573.906\n"],
  ["https://katazuke.example/shop/#c=4821573906"],
  ["http://127.0.0.1:5002/shop/#c=4821573906"],
])("the ten digits in %j are a reception number and a code", (text) => {
  expect(readGiven(text)).toEqual(digits);
});

test.each([[jws], [` ${jws}\n`], [`https://katazuke.example/shop/#p=${jws}`]])(
  "the phone's own message is taken as it is from %j",
  (text) => {
    expect(readGiven(text)).toEqual({ phone: jws });
  },
);

test.each([
  [""],
  ["482157390"],
  ["48215739061"],
  ["4821a73906"],
  ["https://katazuke.example/shop/"],
  ["https://katazuke.example/shop/#c="],
  ["https://katazuke.example/shop/#c=12"],
  ["https://katazuke.example/shop/#p=abc"],
  ["https://katazuke.example/verify/#x=4821573906"],
  ["eyJ0.eyJh"],
])("%j is neither", (text) => {
  expect(readGiven(text)).toBeUndefined();
});

test("what a link brought is shown in groups, and read the same again", () => {
  expect(show(digits)).toBe("4821 573906");
  expect(readGiven(show(digits))).toEqual(digits);
  expect(show({ phone: jws })).toBe(jws);
});
