import { z } from "zod";
import { type JsonAnswer, type JsonHandler, type JsonRoutes, jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import type { Narrate, RunningStandIn } from "../standIn.ts";
import { replaceSteps } from "./app.ts";
import { refusalOf } from "./firebaseClient.ts";
import {
  applyForSession,
  createHolder,
  type Holder,
  postJson,
  RevocationOrder,
  signRevocation,
} from "./holder.ts";
import { NewPhone, Phone, Switches } from "./phone.ts";
import type { PhoneAddresses } from "./phoneAddresses.ts";
import { viewPhone } from "./phoneView.ts";

interface World {
  readonly addresses: PhoneAddresses;
  readonly narrate: Narrate;
  readonly holders: Map<string, Holder>;
  readonly phones: Map<string, Phone>;
}

/** Starts the world of simulated holders, cards and phones, empty. */
export async function startPhones(
  port: number,
  addresses: PhoneAddresses,
  narrate: Narrate,
): Promise<RunningStandIn> {
  const world: World = { addresses, narrate, holders: new Map(), phones: new Map() };
  const server = jsonServer(withRefusals({ ...holderRoutes(world), ...phoneRoutes(world) }));
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  const stop = async () => {
    await Promise.all([...world.phones.values()].map((phone) => phone.stop()));
    await close(server);
  };
  return { ready: { url }, stop };
}

function holderRoutes({ addresses, holders, narrate }: World): JsonRoutes {
  const on = over(holders, "holder");
  return {
    "POST /holders": async ({ body }) => {
      const holder = await createHolder(`holder-${holders.size + 1}`, addresses, body);
      holders.set(holder.id, holder);
      narrate(`${holder.id} has a card`);
      return { status: 201, body: { holder: holder.id } };
    },
    "GET /holders/:id/card": on(({ card }) => ({ body: card })),
    "POST /holders/:id/sessions": on(async ({ card }) => ({ body: await applyForSession(card, addresses) })),
    "POST /holders/:id/revocations": on(async ({ card }, body) => {
      const application = await signRevocation(card, addresses.hostingUrl, RevocationOrder.parse(body));
      const answer = await postJson(`${addresses.hostingUrl}/v1/revocations`, { application });
      return { body: { ...answer, application } };
    }),
  };
}

function phoneRoutes({ addresses, holders, phones, narrate }: World): JsonRoutes {
  const on = over(phones, "phone");
  return {
    "POST /phones": async ({ body }) => {
      const { holder: owner, ...request } = NewPhone.parse(body);
      const holder = holders.get(owner);
      if (!holder) return nothingCalled("holder");
      const phone = new Phone(`phone-${phones.size + 1}`, { holder, ...request }, { addresses, narrate });
      phones.set(phone.id, phone);
      await phone.install();
      return { status: 201, body: { phone: phone.id } };
    },
    "GET /phones/:id": on((phone) => ({ body: viewPhone(phone) })),
    "POST /phones/:id/enrol": on(async (phone) => {
      await phone.app.enrol(phone.holder);
      return { body: viewPhone(phone) };
    }),
    "POST /phones/:id/switches": on(async (phone, body) => {
      await phone.flip(Switches.parse(body));
      return { body: viewPhone(phone) };
    }),
    "POST /phones/:id/replace": on(async (phone, body) => {
      const { step } = z.strictObject({ step: z.enum(replaceSteps) }).parse(body);
      return { body: await phone.app.replace(phone.holder, step) };
    }),
  };
}

function over<T>(all: Map<string, T>, what: string) {
  return (work: (one: T, body: unknown) => JsonAnswer | Promise<JsonAnswer>): JsonHandler =>
    ({ params, body }) => {
      const one = all.get(params.id ?? "");
      return one === undefined ? nothingCalled(what) : work(one, body);
    };
}

function nothingCalled(what: string): JsonAnswer {
  return { status: 404, body: { error: `no ${what} of this name` } };
}

/** What the service refused to an app is no failure of the phone's: 422 with the refusal's code. */
function withRefusals(routes: JsonRoutes): JsonRoutes {
  const guarded = Object.entries(routes).map(([route, handler]): [string, JsonHandler] => {
    return [
      route,
      async (call) => {
        try {
          return await handler(call);
        } catch (problem) {
          const refusal = refusalOf(problem);
          if (refusal) return { status: 422, body: { error: "the service refused", ...refusal } };
          throw problem;
        }
      },
    ];
  });
  return Object.fromEntries(guarded);
}
