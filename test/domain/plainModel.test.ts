import { expect, test } from "vitest";
import { plainModel } from "../../functions/src/domain/plainModel.ts";

test.each([
  ["Pixel 8", "Pixel 8"],
  ['Pixel"\n「8」', "Pixel 8 "],
  ["A\u2028B\u2029C\u202eD", "A B C D"],
])("%j stays in one line without quotation marks: %j", (model, plain) => {
  expect(plainModel(model)).toBe(plain);
});
