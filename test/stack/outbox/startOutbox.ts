import { z } from "zod";
import { createFaults } from "../faults.ts";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { PhoneView } from "../phones/phoneView.ts";
import type { Narrate, RunningStandIn } from "../standIn.ts";
import { type MailFault, MailSender, mailFault } from "./mailSender.ts";
import { type PageEntry, pageOf } from "./page.ts";

/** How often new mails are looked for, milliseconds. */
const pace = 500;

/** Where the outbox listens, and where it finds what was sent. */
interface OutboxOptions {
  readonly port: number;
  readonly firestore: string;
  readonly project: string;
  readonly sms: string;
  readonly phones: string;
}

const TakenSms = z.object({ to: z.string(), text: z.string(), times: z.int(), takenAt: z.string() });

/** Starts the outbox: marks mails as sent, or as failed on request, and shows what went to people. */
export async function startOutbox(
  { port, firestore, project, sms, phones }: OutboxOptions,
  narrate: Narrate,
): Promise<RunningStandIn> {
  const faults = createFaults<MailFault>();
  const sender = new MailSender({ firestoreHost: firestore, projectId: project }, faults, narrate);
  const everything = async () => {
    const kinds = [mailEntries(sender), smsEntries(sms), notificationEntries(phones)];
    return (await Promise.all(kinds)).flat().toSorted((a, b) => a.at.localeCompare(b.at));
  };
  const server = jsonServer({
    "GET /": async () => {
      const html = pageOf(await everything());
      const headers = { "content-type": "text/html; charset=utf-8" };
      return { takeOver: (response) => response.writeHead(200, headers).end(html) };
    },
    "GET /messages": async () => ({ body: await everything() }),
    "GET /mails": async () => ({ body: await sender.all() }),
    "POST /faults": ({ body }) => {
      faults.order(mailFault.parse(body));
      return { status: 201, body: faults.open() };
    },
    "DELETE /faults": () => {
      faults.clear();
      return { status: 204 };
    },
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  const stopSending = everyNowAndThen(() => sender.sendNew());
  return { ready: { url }, stop: async () => void (await Promise.all([stopSending(), close(server)])) };
}

/** One after the other; a Firestore that isn't up, or no longer, is looked at again. */
function everyNowAndThen(work: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let working = Promise.resolve();
  let isStopped = false;
  const round = () => {
    working = work()
      .catch(() => {})
      .then(() => {
        if (!isStopped) timer = setTimeout(round, pace);
      });
  };
  round();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    return working;
  };
}

async function mailEntries(sender: MailSender): Promise<readonly PageEntry[]> {
  const mails = await sender.all();
  return mails.map(({ to, subject, text, state, at }) => ({
    kind: "mail",
    to,
    title: subject,
    text,
    note: state,
    at,
  }));
}

async function smsEntries(gateway: string): Promise<readonly PageEntry[]> {
  const taken = z.array(TakenSms).parse(await getJson(`${gateway}/messages`));
  return taken.map(({ to, text, times, takenAt: at }) => {
    return {
      kind: "SMS",
      to,
      title: "",
      text,
      note: times === 1 ? "taken" : `taken, came ${times} times`,
      at,
    };
  });
}

async function notificationEntries(phones: string): Promise<readonly PageEntry[]> {
  const all = z.array(PhoneView).parse(await getJson(`${phones}/phones`));
  return all.flatMap(({ phone, model, notifications }) =>
    notifications.map(({ title, body, shownAt: at }): PageEntry => {
      return { kind: "notification", to: `${phone} (${model})`, title, text: body, note: "shown", at };
    }),
  );
}

async function getJson(url: string): Promise<unknown> {
  return (await fetch(url)).json();
}
