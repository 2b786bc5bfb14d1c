import { createServer, type Server } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { readText } from "../json.ts";
import { close, listen } from "../listen.ts";
import { parseJson } from "../parseJson.ts";
import { postJson } from "../phones/holder.ts";
import { startSms } from "../sms/startSms.ts";
import { startOutbox } from "./startOutbox.ts";

const Ready = z.object({ url: z.url() });
const documents = "/v1/projects/demo/databases/(default)/documents/";
const updateTime = "2026-11-22T09:00:00Z";
const text = (stringValue: string) => ({ stringValue });

/** Enough of Firestore's REST to list mails and to note what became of them. */
function mailStore(mails: Map<string, object>): Server {
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://127.0.0.1");
    const id = decodeURIComponent(pathname).slice(`${documents}mail/`.length);
    if (request.method === "PATCH")
      mails.set(id, { ...mails.get(id), ...Object(parseJson(await readText(request, 10_000))).fields });
    const found = [...mails].map(([name, fields]) => ({
      name: `${documents}mail/${name}`,
      updateTime,
      fields,
    }));
    response.end(JSON.stringify({ documents: found }));
  });
}

function mail(subject: string): object {
  const message = { subject: text(subject), text: text("It happened."), html: text("<p>It happened.</p>") };
  return { to: text("hanako@example.jp"), message: { mapValue: { fields: message } } };
}

let mails: Map<string, object>;
let stops: (() => Promise<void>)[];
let url: string;
beforeEach(async () => {
  mails = new Map();
  const firestore = mailStore(mails);
  const phone = { title: "Shown", body: "on the phone", shownAt: updateTime };
  const phones = createServer((_, response) => void response.end(JSON.stringify([viewWith(phone)])));
  const sms = await startSms({ port: 0, apiKey: "key" }, () => {});
  const outbox = await startOutbox(
    {
      port: 0,
      firestore: `127.0.0.1:${await listen(firestore)}`,
      project: "demo",
      sms: Ready.parse(sms.ready).url,
      phones: `http://127.0.0.1:${await listen(phones)}`,
    },
    () => {},
  );
  url = Ready.parse(outbox.ready).url;
  stops = [outbox.stop, sms.stop, () => close(firestore), () => close(phones)];
});
afterEach(async () => {
  for (const stop of stops) await stop();
});

function states(): (string | undefined)[] {
  const State = z.object({
    delivery: z.object({
      mapValue: z.object({ fields: z.object({ state: z.object({ stringValue: z.string() }) }) }),
    }),
  });
  return [...mails.values()].map(
    (fields) => State.safeParse(fields).data?.delivery.mapValue.fields.state.stringValue,
  );
}

test("a new mail is marked as sent, as the extension does it", async () => {
  mails.set("one", mail("Title"));
  await expect.poll(states, { timeout: 3000 }).toEqual(["SUCCESS"]);
});

test("a mail fails on request, and one that isn't a mail fails by itself", async () => {
  await postJson(`${url}/faults`, { kind: "error" });
  mails.set("one", mail("Title"));
  await expect.poll(states, { timeout: 3000 }).toEqual(["ERROR"]);
  mails.set("two", { to: text("hanako@example.jp") });
  mails.set("three", mail("Title"));
  await expect.poll(states, { timeout: 3000 }).toEqual(["ERROR", "ERROR", "SUCCESS"]);
});

test("only mails to one address fail where the request names it", async () => {
  await postJson(`${url}/faults`, { kind: "error", to: "taro@example.jp" });
  mails.set("one", mail("Title"));
  await expect.poll(states, { timeout: 3000 }).toEqual(["SUCCESS"]);
  mails.set("two", { ...mail("Title"), to: text("taro@example.jp") });
  await expect.poll(states, { timeout: 3000 }).toEqual(["SUCCESS", "ERROR"]);
});

test("the page shows mails and notifications, and takes nothing in them for markup", async () => {
  mails.set("one", mail("<script>alert(1)</script>"));
  const response = await fetch(url);
  const page = await response.text();
  expect(response.headers.get("content-type")).toContain("text/html");
  expect(page).toContain("&lt;script>alert(1)&lt;/script>");
  expect(page).not.toContain("<script");
  expect(page).toContain("hanako@example.jp");
  expect(page).toContain("on the phone");
});

function viewWith(notification: object): object {
  const slot = { isEmpty: true };
  return {
    ...{ phone: "phone-1", holder: "holder-1", model: "Sample 8", platform: "android" },
    ...{ online: true, asleep: false, hibernated: false, pushBlocked: false },
    ...{ appInstalled: true, signedIn: true, connected: true, asks: 0, unread: 0 },
    secureElement: {
      id: "se-1",
      mood: "fine",
      appletPresent: true,
      signing: slot,
      authentication: slot,
    },
    ...{ answers: [], notices: [], ignored: [], notifications: [notification] },
  };
}
