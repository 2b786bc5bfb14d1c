import { expect, test } from "vitest";
import { createClient } from "../../../hosting/src/shop/client.ts";
import { sampleView } from "./sampleView.ts";

/** A service that answers everything alike, and what it was sent. */
function service(answer: () => Promise<Response>) {
  const sent: string[][] = [];
  const fetch: typeof globalThis.fetch = async (path, init) => {
    const headers = new Headers(init?.headers);
    sent.push([
      init?.method ?? "",
      String(path),
      String(init?.body ?? ""),
      headers.get("authorization") ?? "",
    ]);
    return answer();
  };
  return { sent, client: createClient({ fetch, token: async () => "t" }) };
}

test("each of the clerk's steps is one request, under the clerk's name", async () => {
  const { sent, client } = service(async () => Response.json(sampleView));
  await client.open("id-1", { code: { receptionNumber: "4821", code: "573906" } });
  await client.open("id-2", { phone: "a.b.c" });
  await client.read("c1", new AbortController().signal);
  await client.pull("c1");
  await client.initialise("c1");
  await client.prove("c1", "490154203237518");
  expect(sent).toEqual([
    [
      "POST",
      "/v1/clearances",
      '{"requestId":"id-1","code":{"receptionNumber":"4821","code":"573906"}}',
      "Bearer t",
    ],
    ["POST", "/v1/clearances", '{"requestId":"id-2","phone":"a.b.c"}', "Bearer t"],
    ["GET", "/v1/clearances/c1", "", "Bearer t"],
    ["POST", "/v1/clearances/c1/pulls", "{}", "Bearer t"],
    ["POST", "/v1/clearances/c1/initialisations", "{}", "Bearer t"],
    ["POST", "/v1/clearances/c1/proofs", '{"phone":{"shown":"490154203237518"}}', "Bearer t"],
  ]);
});

test("an id that would lead elsewhere stays in its place", async () => {
  const { sent, client } = service(async () => Response.json(sampleView));
  await client.pull("../sessions?");
  expect(sent[0]?.[1]).toBe("/v1/clearances/..%2Fsessions%3F/pulls");
});

test("a look that nobody waits for any more is ended", async () => {
  const ended = new AbortController();
  const client = createClient({
    fetch: (_, init) => {
      init?.signal?.throwIfAborted();
      return new Promise((_, reject) => {
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason));
      });
    },
    token: async () => "t",
  });
  const looking = client.read("c1", ended.signal);
  await Promise.resolve();
  ended.abort();
  expect(await looking).toEqual({ problem: { kind: "unreachable" } });
});

test("no line, and a session that can't be renewed without one, are told as such", async () => {
  const { client } = service(() => Promise.reject(new TypeError("fetch failed")));
  expect(await client.pull("c1")).toEqual({ problem: { kind: "unreachable" } });
  const signedOut = createClient({ fetch, token: () => Promise.reject(new Error("nobody is signed in")) });
  expect(await signedOut.pull("c1")).toEqual({ problem: { kind: "unreachable" } });
});
