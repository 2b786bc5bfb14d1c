import { createServer, type IncomingMessage } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { close, listen } from "../stack/listen.ts";
import { readAnswer, sendOnWire, type WireRequest } from "./wire.ts";

const server = createServer((request, response) => {
  read(request).then(
    (body) => response.writeHead(201, { "x-path": request.url ?? "" }).end(body),
    () => response.destroy(),
  );
});

async function read(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const piece of request) text += piece;
  return text;
}

let place: { host: string; port: number };
beforeAll(async () => {
  place = { host: "127.0.0.1", port: await listen(server) };
});
afterAll(() => close(server));

const request: WireRequest = {
  method: "POST",
  path: "/a/../b%2f",
  headers: [],
  body: Buffer.from("片付け ok"),
};

describe("a request on the wire", () => {
  test.each(["length", "chunked"] as const)(
    "framed by %s arrives whole, its path as written",
    async (framing) => {
      const answer = await sendOnWire(place, { ...request, framing });
      expect(answer).toMatchObject({ status: 201, body: "片付け ok", headers: { "x-path": "/a/../b%2f" } });
    },
  );

  test.each(["both", "noNumber", "noEnd"] as const)(
    "framed wrongly (%s) is turned down without a word",
    async (framing) => {
      expect(await sendOnWire(place, { ...request, framing })).toMatchObject({ status: 400, body: "" });
    },
  );

  test.each(["tooLong"] as const)("that isn't finished (%s) is never taken for whole", async (framing) => {
    expect((await sendOnWire(place, { ...request, framing }))?.status).not.toBe(201);
  });
});

test("an answer in pieces is put together, and what is no answer is none", () => {
  const text = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
  expect(readAnswer(Buffer.from(text))).toMatchObject({ status: 200, body: "abcde" });
  expect(readAnswer(Buffer.from(""))).toBeUndefined();
});
