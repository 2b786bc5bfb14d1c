import { expect, test } from "vitest";
import { jsonServer } from "../stack/json.ts";
import { close, listen } from "../stack/listen.ts";
import { commandAcceptedAt } from "./commandAccepted.ts";

test("a notice that a phone got before its command isn't taken for it, nor a command that comes later", async () => {
  const sent = (second: number, data: object) => {
    return { at: `2026-11-23T09:00:0${second}.000Z`, message: { data } };
  };
  const asked: (string | null)[] = [];
  const control = jsonServer({
    "GET /messages": ({ query }) => {
      asked.push(query.get("value"));
      const first = [sent(1, { notice: "revoked" })];
      const all = [
        ...first,
        sent(4, { command: "header.payload.1" }),
        sent(9, { command: "header.payload.2" }),
      ];
      return { body: asked.length === 1 ? first : all };
    },
  });
  const url = `http://127.0.0.1:${await listen(control)}`;
  expect(await commandAcceptedAt(url, "push:target")).toBe(Date.parse("2026-11-23T09:00:04.000Z"));
  expect(asked).toEqual(["push:target", "push:target"]);
  await close(control);
});
