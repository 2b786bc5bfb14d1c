import { z } from "zod";
import { certificateKinds } from "../../../functions/src/domain/certificate.ts";
import { type JsonAnswer, type JsonHandler, type JsonRoutes, jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { agentRoutes } from "../staff/agentRoutes.ts";
import { clerkRoutes } from "../staff/clerkRoutes.ts";
import type { Narrate, RunningStandIn } from "../standIn.ts";
import { replaceSteps } from "./app.ts";
import { refusalOf } from "./firebaseClient.ts";
import {
  applyForRelease,
  applyForSession,
  createHolder,
  type Holder,
  postJson,
  RevocationOrder,
  signRevocation,
} from "./holder.ts";
import { OnDeviceOrder } from "./onDeviceRevocation.ts";
import { Offline } from "./online.ts";
import { Phone, type PhoneSurroundings } from "./phone.ts";
import type { PhoneAddresses } from "./phoneAddresses.ts";
import { viewPhone } from "./phoneView.ts";
import { secureElementRoutes } from "./secureElementRoutes.ts";
import { NewPhone, Switches } from "./switches.ts";

interface World extends PhoneSurroundings {
  readonly holders: Map<string, Holder>;
  readonly phones: Map<string, Phone>;
}

/** Where the phones are driven, what they talk to, and how often their apps ask for commands unless told. */
interface PhonesOptions {
  readonly port: number;
  readonly addresses: PhoneAddresses;
  readonly asksEverySeconds: number;
}

/** Starts the world of simulated holders, cards and phones, empty. */
export async function startPhones(
  { port, ...options }: PhonesOptions,
  narrate: Narrate,
): Promise<RunningStandIn> {
  const holders = new Map<string, Holder>();
  const holderCalled = (name: string) => {
    const holder = holders.get(name);
    if (!holder) throw new NobodyCalled(name);
    return holder;
  };
  const world: World = { ...options, narrate, holders, holderCalled, phones: new Map() };
  const routes = {
    ...holderRoutes(world),
    ...phoneRoutes(world),
    ...secureElementRoutes(world.phones),
    ...agentRoutes(options.addresses, holderCalled),
    ...clerkRoutes(options.addresses),
  };
  const server = jsonServer(withRefusals(routes));
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  const stop = async () => {
    await Promise.all([...world.phones.values()].map((phone) => phone.stop()));
    await close(server);
  };
  return { ready: { url }, stop };
}

function holderRoutes({ addresses, holders, narrate }: World): JsonRoutes {
  const on = over(holders, "holder");
  let count = 0;
  return {
    "POST /holders": async ({ body }) => {
      // Counted before the card is there: two who come at once are two.
      count += 1;
      const holder = await createHolder(`holder-${count}`, addresses, body);
      holders.set(holder.id, holder);
      narrate(`${holder.id} has a card`);
      return { status: 201, body: { holder: holder.id } };
    },
    "GET /holders/:id/card": on(({ card }) => ({ body: card })),
    "POST /holders/:id/sessions": on(async ({ card }) => ({ body: await applyForSession(card, addresses) })),
    "POST /holders/:id/releases": on(async ({ card }) => ({ body: await applyForRelease(card, addresses) })),
    "POST /holders/:id/revocations": on(async ({ card }, body) => {
      const application = await signRevocation(card, addresses.hostingUrl, RevocationOrder.parse(body));
      const answer = await postJson(`${addresses.hostingUrl}/v1/revocations`, { application });
      return { body: { ...answer, application } };
    }),
  };
}

function phoneRoutes({ phones, ...surroundings }: World): JsonRoutes {
  const on = over(phones, "phone");
  return {
    "POST /phones": async ({ body }) => {
      const request = NewPhone.parse(body);
      const phone = new Phone(`phone-${phones.size + 1}`, request, surroundings);
      phones.set(phone.id, phone);
      await phone.install();
      return { status: 201, body: { phone: phone.id } };
    },
    "GET /phones": () => ({ body: [...phones.values()].map(viewPhone) }),
    "GET /phones/:id": on((phone) => ({ body: viewPhone(phone) })),
    "POST /phones/:id/enrol": on(async (phone, body) => {
      const { proven, kinds } = Enrolment.parse(body ?? {});
      await phone.app.enrol(phone.holder, { kinds, isProven: proven });
      return { body: viewPhone(phone) };
    }),
    "POST /phones/:id/switches": on(async (phone, body) => {
      await phone.flip(Switches.parse(body));
      return { body: viewPhone(phone) };
    }),
    "POST /phones/:id/hold-choice": on(async (phone, body) => ({
      body: await phone.app.chooseForHold(phone.holder, body),
    })),
    "POST /phones/:id/contact": on(async (phone, body) => ({
      body: await phone.app.reach(phone.holder, "setContact", body),
    })),
    "POST /phones/:id/contact-code": on(async (phone, body) => ({
      body: await phone.app.reach(phone.holder, "confirmContact", body),
    })),
    "POST /phones/:id/find": on(async (phone) => ({ body: await phone.app.treatFound() })),
    "POST /phones/:id/declarations": on(async (phone, body) => ({
      body: await phone.app.declare(phone.holder, body),
    })),
    "POST /phones/:id/hand-over-code": on(async (phone) => ({
      body: await phone.app.askFor(phone.holder, "createHandoverCode"),
    })),
    "POST /phones/:id/clearance-proof": on(async (phone, body) => ({
      body: await phone.app.askFor(phone.holder, "createClearanceProof", Object(body)),
    })),
    "POST /phones/:id/shown": on(async (phone) => ({ body: await phone.app.showItself() })),
    "POST /phones/:id/replace": on(async (phone, body) => {
      const { step } = z.strictObject({ step: z.enum(replaceSteps) }).parse(body);
      return { body: await phone.app.replace(phone.holder, step) };
    }),
    "POST /phones/:id/stop-using": on(async (phone, body) => {
      return { body: await phone.app.stopUsing(OnDeviceOrder.parse(body ?? {})) };
    }),
    ...contactRoutes(on),
  };
}

/** What makes the app look for commands: its start, a shop's QR code, and any message, whoever sent it. */
function contactRoutes(on: ReturnType<typeof over<Phone>>): JsonRoutes {
  const open = on(async (phone) => ({ body: { commands: await phone.open() } }));
  return {
    "POST /phones/:id/open": open,
    "POST /phones/:id/fetch": open,
    "POST /phones/:id/push": on((phone, body) => {
      phone.app.wiping.receive(Pushed.parse(body).data);
      return { status: 202, body: {} };
    }),
  };
}

const Enrolment = z.strictObject({
  kinds: z
    .array(z.enum(certificateKinds))
    .min(1)
    .default([...certificateKinds]),
  proven: z.boolean().default(false),
});
const Pushed = z.strictObject({ data: z.record(z.string(), z.string()) });

function over<T>(all: Map<string, T>, what: "holder" | "phone") {
  return (work: (one: T, body: unknown) => JsonAnswer | Promise<JsonAnswer>): JsonHandler =>
    ({ params, body }) => {
      const one = all.get(params.id ?? "");
      return one === undefined ? nothingCalled(what) : work(one, body);
    };
}

function nothingCalled(what: "holder" | "phone"): JsonAnswer {
  return {
    status: 404,
    body: { error: `no ${what} of this name: POST /${what}s makes one, and answers its name` },
  };
}

/** A phone was given to a holder who isn't there. */
class NobodyCalled extends Error {}

/** What the service refused to an app is no failure of the phone's: 422 with the refusal's code. Nor is a missing network: 503. */
function withRefusals(routes: JsonRoutes): JsonRoutes {
  const guarded = Object.entries(routes).map(([route, handler]): [string, JsonHandler] => {
    return [
      route,
      async (call) => {
        try {
          return await handler(call);
        } catch (problem) {
          if (problem instanceof NobodyCalled) return nothingCalled("holder");
          if (problem instanceof Offline) return { status: 503, body: { error: problem.message } };
          const refusal = refusalOf(problem);
          if (refusal) return { status: 422, body: { error: "the service refused", ...refusal } };
          throw problem;
        }
      },
    ];
  });
  return Object.fromEntries(guarded);
}
