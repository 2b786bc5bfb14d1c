import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import { createFaults, type Faults } from "../faults.ts";
import { jsonServer, readText } from "../json.ts";
import { close, listen } from "../listen.ts";
import { parseJson } from "../parseJson.ts";
import { type Narrate, type RunningStandIn, shorten } from "../standIn.ts";
import { type SmsFault, smsFault } from "./smsFault.ts";

/** What the service hands over (docs/deploy.md). */
const Order = z.strictObject({
  to: z.string().regex(/^\+[1-9]\d{6,14}$/),
  text: z.string().min(1),
  id: z.string().min(1),
});

/** An SMS on its way to a phone. */
interface TakenSms extends z.output<typeof Order> {
  readonly takenAt: string;
  /** How often it was handed over; it goes out once. */
  times: number;
}

interface Gateway {
  readonly apiKey: string;
  readonly taken: Map<string, TakenSms>;
  readonly faults: Faults<SmsFault>;
  readonly narrate: Narrate;
}

/** Starts the SMS gateway: takes SMS with the right key, and shows them to a tester. */
export async function startSms(
  { port, apiKey }: { port: number; apiKey: string },
  narrate: Narrate,
): Promise<RunningStandIn> {
  const gateway: Gateway = { apiKey, taken: new Map(), faults: createFaults<SmsFault>(), narrate };
  const { taken, faults } = gateway;
  const control = jsonServer({
    "GET /messages": () => ({ body: [...taken.values()] }),
    "POST /faults": ({ body }) => {
      faults.order(smsFault.parse(body));
      return { status: 201, body: faults.open() };
    },
    "GET /faults": () => ({ body: faults.open() }),
    "DELETE /faults": () => {
      faults.clear();
      return { status: 204 };
    },
  });
  const server = createServer((request, response) => {
    if (request.method !== "POST" || request.url !== "/messages") control.emit("request", request, response);
    else void take(request, response, gateway).catch(() => response.destroy());
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return { ready: { url }, stop: () => close(server) };
}

/** The key first, then the fault, then the form: a gateway that is down doesn't look at what is sent. */
async function take(request: IncomingMessage, response: ServerResponse, gateway: Gateway): Promise<void> {
  const { apiKey, faults, narrate } = gateway;
  const text = await readText(request, 16 * 1024);
  const answer = (status: number, body: object) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (request.headers.authorization !== `Bearer ${apiKey}`) return void answer(401, { error: "wrong key" });
  const fault = faults.take(() => true);
  if (fault) narrate(`misbehaving as ordered: ${fault.kind}`);
  if (fault?.kind === "fail") return void answer(fault.status, { error: "failing as ordered" });
  if (fault?.kind === "hang") return;
  const order = Order.safeParse(parseJson(text));
  if (!order.success || request.headers["idempotency-key"] !== order.data.id)
    return void answer(422, { error: order.error ? z.prettifyError(order.error) : "the ids differ" });
  keep(order.data, gateway);
  if (fault?.kind !== "lose") answer(202, { taken: true });
}

/** By its id: the same one again goes out once. */
function keep(order: z.output<typeof Order>, { taken, narrate }: Gateway): void {
  const before = taken.get(order.id);
  if (before) before.times += 1;
  else taken.set(order.id, { ...order, takenAt: new Date().toISOString(), times: 1 });
  narrate(`SMS ${shorten(order.id)} ${before ? "again: it goes out once" : "taken"}`);
}
