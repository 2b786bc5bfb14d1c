import { gzipSync } from "node:zlib";
import express, { type RequestHandler } from "express";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { callable } from "../../functions/src/entry/callable.ts";
import { httpApp } from "../../functions/src/entry/http/app.ts";
import { hideBody } from "../../functions/src/entry/ownBodies.ts";
import { deployHere } from "../doubles/deployment.ts";
import { limitsInMemory } from "../doubles/limitsInMemory.ts";
import { serve } from "../doubles/serve.ts";

const Handler = z.custom<RequestHandler>((fn) => fn instanceof Function);
const marker = "Sato-Hanako-19700101";

/** As the platform serves a function: its parsers first, in this order, then ours; and before them what hides bodies. */
function served(handler: unknown) {
  const hide: RequestHandler = ({ headers }, _response, next) => {
    hideBody(headers);
    next();
  };
  const parsers = [
    express.json(),
    express.text(),
    express.urlencoded({ extended: true }),
    express.raw({ type: "*/*" }),
  ];
  return serve(express().use(hide, ...parsers, Handler.parse(handler)));
}

const servers = new Map<string, Awaited<ReturnType<typeof serve>>>();
beforeAll(async () => {
  await deployHere({ requireAppCheck: false });
  const call = callable(z.strictObject({}), async () => ({ done: true }));
  servers.set("/v1/sessions", await served(httpApp(limitsInMemory())));
  servers.set("/", await served(call));
});
afterAll(() => Promise.all([...servers.values()].map((server) => server.end())));

async function post(path: string, body: string | Buffer<ArrayBuffer>, headers: Record<string, string>) {
  const answer = await servers.get(path)?.call(path, { method: "POST", body, headers });
  expect(answer?.text).not.toContain(marker);
  expect(answer?.type).toMatch(/^application\/(problem\+)?json/);
  return answer?.status;
}

const right = '{"data":{}}';
const json = "application/json";
const pairs = Array.from({ length: 1500 }, (_, i) => `${marker}${i}=1`).join("&");

/** What the platform's parsers would each answer with a page and a stack trace, or unpack. */
const unreadable: [string, string | Buffer<ArrayBuffer>, Record<string, string>][] = [
  ["gzip", gzipSync(right), { "content-type": json, "content-encoding": "gzip" }],
  ["gzip that is none", right, { "content-type": json, "content-encoding": "gzip" }],
  ["gzip of text that is none", right, { "content-type": "text/plain", "content-encoding": "gzip" }],
  ["an encoding that doesn't exist", right, { "content-type": json, "content-encoding": marker }],
  ["a text in a charset that doesn't exist", right, { "content-type": `text/plain; charset=${marker}` }],
  [
    "a form in a charset that doesn't exist",
    "data=1",
    { "content-type": `application/x-www-form-urlencoded; charset=${marker}` },
  ],
  ["a form with 1,500 fields", pairs, { "content-type": "application/x-www-form-urlencoded" }],
];

describe.each(unreadable)("%s is turned down by us, not by the platform:", (_what, body, headers) => {
  test("over a route", async () => {
    expect(await post("/v1/sessions", body, headers)).toBe(415);
  });

  test("over a callable", async () => {
    expect(await post("/", body, headers)).toBe(400);
  });
});

test("what is JSON still gets through, whatever follows in its type", async () => {
  for (const type of [json, `${json}; charset=utf-8`, "Application/JSON; x=y"])
    expect(await post("/", right, { "content-type": type })).toBe(200);
});
