import { expect, test } from "vitest";
import { isLegal, messageBindings } from "../../functions/src/domain/message.ts";

test("only tips can be switched off; what touches a right or a duty can't", () => {
  const optional = Object.entries(messageBindings).flatMap(([code, it]) => (it === "optional" ? [code] : []));
  expect(optional).toEqual(["checked", "hibernationForecast", "handOverSoon", "handOverSafe"]);
});

test("a code that proves an address is sent whatever the holder chose", () => {
  expect(isLegal("contactCode")).toBe(true);
  expect(isLegal("handOverSoon")).toBe(false);
});
