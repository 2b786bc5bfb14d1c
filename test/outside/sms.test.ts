import { createServer } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { smsSender } from "../../functions/src/outside/sms.ts";
import { close, listen } from "../stack/listen.ts";
import { postJson } from "../stack/phones/holder.ts";
import { startSms } from "../stack/sms/startSms.ts";

const sms = { messageId: "m".repeat(64), to: "+819012345678", text: "確認コードは048213です。" };
const Ready = z.object({ url: z.url() });

let gateway: Awaited<ReturnType<typeof startSms>>;
let url: string;
let logged: unknown[];
beforeEach(async () => {
  gateway = await startSms({ port: 0, apiKey: "right key" }, () => {});
  url = Ready.parse(gateway.ready).url;
  logged = [];
});
afterEach(() => gateway.stop());

function sender(changes: { endpoint?: string; apiKey?: string; patience?: number } = {}) {
  const log = (code: string, fields?: object) => void logged.push([code, fields]);
  return smsSender({ endpoint: `${url}/messages`, apiKey: "right key", log, ...changes });
}

async function taken(): Promise<unknown> {
  return (await fetch(`${url}/messages`)).json();
}

test("an SMS is handed over with its number, its words and its id", async () => {
  expect(await sender()(sms)).toBe("sent");
  expect(await taken()).toEqual([
    { to: sms.to, text: sms.text, id: sms.messageId, takenAt: expect.any(String), times: 1 },
  ]);
});

test("the same id again goes out once", async () => {
  expect([await sender()(sms), await sender()(sms)]).toEqual(["sent", "sent"]);
  expect(await taken()).toMatchObject([{ id: sms.messageId, times: 2 }]);
});

test("one that was taken without an answer goes out once, repeated", async () => {
  await postJson(`${url}/faults`, { kind: "lose" });
  expect(await sender({ patience: 50 })(sms)).toBe("unavailable");
  expect(await sender()(sms)).toBe("sent");
  expect(await taken()).toMatchObject([{ times: 2 }]);
});

describe("the gateway's answer", () => {
  test.each([
    [400, "refused"],
    [404, "refused"],
    [422, "refused"],
    [302, "unavailable"],
    [408, "unavailable"],
    [429, "unavailable"],
    [500, "unavailable"],
    [503, "unavailable"],
  ] as const)("%i means %s", async (status, outcome) => {
    await postJson(`${url}/faults`, { kind: "fail", status });
    expect(await sender()(sms)).toBe(outcome);
    expect(await taken()).toEqual([]);
    expect(logged).toEqual([]);
  });

  test("that doesn't come in time means unavailable", async () => {
    await postJson(`${url}/faults`, { kind: "hang" });
    expect(await sender({ patience: 50 })(sms)).toBe("unavailable");
  });

  test("that refuses the key is a fault of ours: unavailable, and said aloud without the number", async () => {
    expect(await sender({ apiKey: "wrong key" })(sms)).toBe("unavailable");
    expect(logged).toEqual([["sms_key_refused", { status: 401 }]]);
  });

  test("can't lead elsewhere with the key", async () => {
    const keys: unknown[] = [];
    const elsewhere = createServer((request, response) => {
      keys.push(request.headers.authorization);
      response.end();
    });
    const port = await listen(elsewhere);
    const leading = createServer((_, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end();
    });
    const endpoint = `http://127.0.0.1:${await listen(leading)}/`;
    expect(await sender({ endpoint })(sms)).toBe("unavailable");
    expect(keys).toEqual([]);
    await Promise.all([close(elsewhere), close(leading)]);
  });
});

test("a gateway that isn't there is unavailable", async () => {
  expect(await sender({ endpoint: "http://127.0.0.1:1/messages" })(sms)).toBe("unavailable");
});
