import { z } from "zod";
import { HandoverCodeCreated } from "../../functions/src/contract/clearance.ts";
import { ClearanceProofAnswer } from "../../functions/src/contract/clearanceProof.ts";
import { DeviceDeclared } from "../../functions/src/contract/declareDevice.ts";
import { FoundCertificates, foundOutcomes } from "../../functions/src/contract/found.ts";
import { HoldView, ReleasedByCard } from "../../functions/src/contract/hold.ts";
import { RevocationView } from "../../functions/src/contract/revocation.ts";
import type { CertificateKind } from "../../functions/src/domain/certificate.ts";
import type { Declaration } from "../../functions/src/domain/declaration.ts";
import { Card } from "../stack/authorities/cards.ts";
import { PhoneView } from "../stack/phones/phoneView.ts";

/** The simulated phones' HTTP interface, as docs/local-stack.md tells a stranger to use it. */
export interface PhonesClient {
  newHolder(): Promise<string>;
  cardOf(holder: string): Promise<Card>;
  newPhone(holder: string, model: string): Promise<string>;
  /** `proven` has the phone bring the SEI-TSM's word on where its certificates are; of both `kinds` unless told. */
  enrol(phone: string, how?: { proven?: boolean; kinds?: readonly CertificateKind[] }): Promise<PhoneView>;
  /** Somebody opens the app, which then asks for its commands. */
  open(phone: string): Promise<unknown>;
  /** A push message arrives, whoever sent it. */
  push(phone: string, data: Readonly<Record<string, string>>): Promise<unknown>;
  view(phone: string): Promise<PhoneView>;
  flip(phone: string, switches: object): Promise<PhoneView>;
  replace(phone: string, step: "preview" | "confirm" | "repeat"): Promise<unknown>;
  /** How the holder wants to be reached: `setContact`. */
  setContact(phone: string, contact: object): Promise<unknown>;
  /** Gives back the code that came to a new address. */
  confirmContact(phone: string, given: { channel: "email" | "sms"; code: string }): Promise<unknown>;
  /** What became of a phone, as its holder says on this one: `declareDevice`. */
  declare(
    phone: string,
    said: { deviceId: string; declaration: Declaration },
  ): Promise<z.output<typeof DeviceDeclared>>;
  /** Whoever has the phone now has its app look at what an earlier owner left. */
  find(phone: string): Promise<Treated>;
  newAgent(): Promise<string>;
  /** An agent holds what this holder has, `POST /v1/holds`. */
  hold(
    agent: string,
    order: { holder: string; identifiedBy?: string; blockingWord?: string },
  ): Promise<HoldView>;
  /** From a PC, with the card: `POST /v1/holds/mine/release`. */
  releaseByCard(holder: string): Promise<HoldView>;
  /** Of the stack's usual shop unless told. */
  newClerk(shopId?: string): Promise<string>;
  /** The holder makes a code on this phone: `createHandoverCode`. */
  handOverCode(phone: string): Promise<z.output<typeof HandoverCodeCreated>>;
  /** The holder asks on this phone for the proof that it is clear: `createClearanceProof`. */
  clearanceProof(phone: string, shown: string): Promise<z.output<typeof ClearanceProofAnswer>>;
  /** What the phone shows at a counter. */
  shown(phone: string): Promise<{ phone: string; qr: string }>;
  /** A clerk has a phone checked, looks again, pulls or records: the status and the answer, whatever it is. */
  counter(clerk: string, act: CounterAct, body: object): Promise<z.output<typeof FromPc>>;
  /** On the phone itself: `revokeOnDevice`, and what it answers is obeyed at once. */
  stopUsing(phone: string, order: object): Promise<RevocationView>;
  /** From a PC, without a phone: `POST /v1/revocations`. */
  revoke(holder: string, order: { devices: "all" | string[]; cause: string }): Promise<RevocationView>;
}

/** What a clerk does. */
export type CounterAct = "checks" | "looks" | "pulls" | "initialisations" | "proofs";
const Treated = z.object({ answer: FoundCertificates, outcome: z.enum(foundOutcomes).exactOptional() });
type Treated = z.output<typeof Treated>;

const FromPc = z.object({ status: z.int(), body: z.unknown() });

/** Drives the phones at this address. Throws with the answer when one isn't a success. */
export function phonesClient(url: string): PhonesClient {
  const post = (path: string, body?: object) => request(`${url}${path}`, "POST", body);
  const asView = async (answer: Promise<unknown>) => PhoneView.parse(await answer);
  return {
    newHolder: async () => z.object({ holder: z.string() }).parse(await post("/holders")).holder,
    cardOf: async (holder) => Card.parse(await request(`${url}/holders/${holder}/card`, "GET")),
    newPhone: async (holder, model) =>
      z.object({ phone: z.string() }).parse(await post("/phones", { holder, model })).phone,
    enrol: (phone, how = {}) => asView(post(`/phones/${phone}/enrol`, how)),
    open: (phone) => post(`/phones/${phone}/open`),
    push: (phone, data) => post(`/phones/${phone}/push`, { data }),
    view: (phone) => asView(request(`${url}/phones/${phone}`, "GET")),
    flip: (phone, switches) => asView(post(`/phones/${phone}/switches`, switches)),
    replace: (phone, step) => post(`/phones/${phone}/replace`, { step }),
    setContact: (phone, contact) => post(`/phones/${phone}/contact`, contact),
    confirmContact: (phone, given) => post(`/phones/${phone}/contact-code`, given),
    declare: async (phone, said) => DeviceDeclared.parse(await post(`/phones/${phone}/declarations`, said)),
    find: async (phone) => Treated.parse(await post(`/phones/${phone}/find`)),
    newAgent: async () => z.object({ agent: z.string() }).parse(await post("/agents")).agent,
    hold: async (agent, order) => {
      const { status, body } = FromPc.parse(await post(`/agents/${agent}/holds`, order));
      if (status !== 201) throw new Error(`the hold was answered ${status}: ${JSON.stringify(body)}`);
      return HoldView.parse(body);
    },
    releaseByCard: async (holder) => {
      const { status, body } = FromPc.parse(await post(`/holders/${holder}/releases`));
      if (status !== 200) throw new Error(`the release was answered ${status}: ${JSON.stringify(body)}`);
      const [hold, ...more] = ReleasedByCard.parse(body).holds;
      if (!hold || more.length > 0) throw new Error("not exactly one hold was released");
      return hold;
    },
    newClerk: async (shopId) =>
      z.object({ clerk: z.string() }).parse(await post("/clerks", shopId === undefined ? {} : { shopId }))
        .clerk,
    handOverCode: async (phone) => HandoverCodeCreated.parse(await post(`/phones/${phone}/hand-over-code`)),
    clearanceProof: async (phone, shown) =>
      ClearanceProofAnswer.parse(await post(`/phones/${phone}/clearance-proof`, { phone: { shown } })),
    shown: async (phone) =>
      z.strictObject({ phone: z.string(), qr: z.string() }).parse(await post(`/phones/${phone}/shown`)),
    counter: async (clerk, act, body) => FromPc.parse(await post(`/clerks/${clerk}/${act}`, body)),
    stopUsing: async (phone, order) => RevocationView.parse(await post(`/phones/${phone}/stop-using`, order)),
    revoke: async (holder, order) => {
      const { status, body } = FromPc.parse(await post(`/holders/${holder}/revocations`, order));
      if (status !== 201) throw new Error(`the revocation was answered ${status}: ${JSON.stringify(body)}`);
      return RevocationView.parse(body);
    },
  };
}

async function request(url: string, method: string, body?: object): Promise<unknown> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url} answered ${response.status}: ${text}`);
  return JSON.parse(text);
}
