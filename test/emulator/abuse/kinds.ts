import { randomUUID } from "node:crypto";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import type { Refusal } from "../../../functions/src/domain/refusal.ts";
import {
  clearanceRequestOf,
  commandRequestOf,
  type Enrolled,
  onDeviceRevocationOf,
  possessionOf,
  registrationCall,
  registrationOf,
} from "../../doubles/barePhone.ts";
import { keyOf, type Message, serialised } from "../../doubles/message.ts";
import { shopIds } from "../../stack/shopIds.ts";
import { createStaffAccount } from "../../stack/staff/staffAccount.ts";
import { type Cast, cardEvent, cardMessage } from "./cast.ts";
import { fromPartner } from "./partners.ts";
import { type Request, toApi, toCallable } from "./send.ts";

/** One kind of signed message: one that is right, and how it is sent. */
export interface Kind {
  readonly what: string;
  /** Open to everyone, a callable for vouched apps, or one for the signed-in holder. */
  readonly door: "open" | "app" | "session";
  right(cast: Cast): Message;
  send(cast: Cast, jws: string): Promise<Request> | Request;
  /** What a right one is answered with. */
  readonly taken: number;
  /** How it is answered when the signature isn't that of the one whom it claims to come from. */
  readonly notTheirs: readonly [number, Refusal];
  /** How it is answered when the algorithm doesn't fit the key, where that is told apart. */
  readonly unfit: readonly [number, Refusal];
  /** It never expires and names no audience. */
  readonly isTimeless?: true;
}

const forged = [401, "signature_invalid"] as const;
const unfit = [400, "algorithm_not_allowed"] as const;
const unknownDevice = [404, "device_unknown"] as const;
const refusedCode = [403, "hand_over_code_refused"] as const;
const refusedAnswer = [403, "acknowledgement_refused"] as const;

/** An answer to a command that says that everything was erased, signed with this phone's key. */
export function acknowledgementOf({ phone }: Enrolled, command: Cast["command"]): Message {
  const { jti: commandId, nonce, certificates } = command;
  const results = certificates.map((one) => ({ "x5t#S256": one["x5t#S256"], outcome: "erased" }));
  return {
    header: { alg: "ES256", typ: messageTypes.wipeAcknowledgement },
    claims: { commandId, nonce, seq: 1, results, at: Math.floor(Date.now() / 1000) },
    ...keyOf(phone.deviceKey),
  };
}

/** The own card's application to revoke the phone in use. */
export function ownRevocation({ own, addresses }: Cast, cause = "stoppedUsing"): Message {
  const said = { devices: [own.current.deviceId], cause };
  return cardMessage(own.card, {
    typ: messageTypes.revocationApplication,
    audience: addresses.hostingUrl,
    said,
  });
}

/** What the SEI-TSM reports: that it erased everything of the old phone. */
export function reportAbout({ command, partners, addresses }: Cast, voice = partners.tsm): Message {
  const results = command.certificates.map((one) => ({ "x5t#S256": one["x5t#S256"], outcome: "erased" }));
  const said = { commandId: command.jti, results };
  return fromPartner(voice, { typ: messageTypes.tsmReport, audience: addresses.hostingUrl, said });
}

/** What a maker reports: that the phone in use is being initialised, which would have its certificates erased. */
export function resetAbout({ own, partners, addresses }: Cast, voice = partners.maker): Message {
  const toe = Math.floor(Date.now() / 1000);
  const said = { secureElementId: own.current.phone.secureElementId, toe, phase: "started" };
  return fromPartner(voice, { typ: messageTypes.resetReport, audience: addresses.hostingUrl, said });
}

/** What the CA tells: that the own card was revoked, which would end the phones in use. */
export function eventAbout({ own, partners, addresses }: Cast, voice = partners.ca): Message {
  return cardEvent(voice, { card: own.card, audience: addresses.hostingUrl });
}

/** As whom a new phone of the own holder's is registered. */
export function placeOf({ own, addresses }: Cast) {
  return { audience: addresses.hostingUrl, holderId: own.holderId };
}

/** An application to revoke the phone that it is signed on; that one is on hold, which doesn't stand in its way. */
export const onDevice: Kind = {
  what: "a phone's application to be revoked itself",
  door: "app",
  right: ({ own, addresses }) => onDeviceRevocationOf(own.leaving.phone, addresses.hostingUrl),
  send: ({ addresses }, application) => toCallable(addresses, "revokeOnDevice", { application }),
  ...{ taken: 200, notTheirs: forged, unfit },
};

/** Every kind of message that somebody outside signs. The right ones are all taken, in this order. */
export const kinds: readonly Kind[] = [
  {
    what: "an application for a session",
    door: "open",
    right: ({ own, addresses }) =>
      cardMessage(own.card, { typ: messageTypes.sessionApplication, audience: addresses.hostingUrl }),
    send: ({ addresses }, application) => toApi(addresses, "/v1/sessions", { application }),
    ...{ taken: 201, notTheirs: forged, unfit },
  },
  {
    what: "a phone's request for its commands",
    door: "app",
    right: ({ own, addresses }) => commandRequestOf(own.old, addresses.hostingUrl),
    send: ({ addresses }, request) => toCallable(addresses, "fetchCommands", { request }),
    ...{ taken: 200, notTheirs: unknownDevice, unfit: unknownDevice },
  },
  {
    what: "what a phone shows at a counter",
    door: "open",
    right: ({ own, addresses }) => clearanceRequestOf(own.current, addresses.hostingUrl),
    send: async ({ addresses }, phone) => {
      const clerk = await createStaffAccount(addresses, "clerk", { shopId: shopIds.usual });
      return toApi(addresses, "/v1/clearances", { requestId: randomUUID(), phone }, await clerk.signIn());
    },
    ...{ taken: 201, notTheirs: refusedCode, unfit: refusedCode },
  },
  {
    what: "a phone's registration",
    door: "session",
    right: (cast) => registrationOf(cast.own.unused, placeOf(cast)),
    send: async (cast, registration) => {
      const { possessions } = await registrationCall(cast.own.unused, placeOf(cast));
      return toCallable(cast.addresses, "registerDevice", { registration, possessions }, cast.own);
    },
    ...{ taken: 200, notTheirs: forged, unfit },
  },
  {
    what: "the proof that a phone has a certificate's key",
    door: "session",
    right: (cast) => possessionOf(cast.own.unused, "signing", placeOf(cast)),
    send: async (cast, possession) => {
      const { registration } = await registrationCall(cast.own.unused, placeOf(cast));
      return toCallable(
        cast.addresses,
        "registerDevice",
        { registration, possessions: [possession] },
        cast.own,
      );
    },
    ...{ taken: 200, notTheirs: forged, unfit },
  },
  {
    what: "a phone's answer to its command",
    door: "app",
    right: ({ own, command }) => acknowledgementOf(own.old, command),
    send: ({ addresses }, acknowledgement) => toCallable(addresses, "acknowledgeWipe", { acknowledgement }),
    ...{ taken: 200, notTheirs: refusedAnswer, unfit: refusedAnswer, isTimeless: true },
  },
  onDevice,
  {
    what: "a report of the SEI-TSM",
    door: "open",
    right: (cast) => reportAbout(cast),
    send: ({ addresses }, report) => toApi(addresses, "/v1/tsm-reports", { report }),
    ...{ taken: 200, notTheirs: forged, unfit: forged },
  },
  {
    what: "an application to release what is on hold",
    door: "open",
    right: ({ own, addresses }) =>
      cardMessage(own.card, { typ: messageTypes.releaseApplication, audience: addresses.hostingUrl }),
    send: ({ addresses }, application) => toApi(addresses, "/v1/holds/mine/release", { application }),
    ...{ taken: 200, notTheirs: forged, unfit },
  },
  {
    what: "a confirmed replacement",
    door: "session",
    right: (cast) => ownRevocation(cast, "movedToNewPhone"),
    send: ({ addresses, own }, application) =>
      toCallable(addresses, "replaceDevice", { step: "confirm", application }, own),
    ...{ taken: 200, notTheirs: forged, unfit },
  },
  {
    what: "a maker's report of a reset",
    door: "open",
    right: (cast) => resetAbout(cast),
    send: ({ addresses }, report) => toApi(addresses, "/v1/resets", { report }),
    ...{ taken: 202, notTheirs: forged, unfit: forged },
  },
  {
    what: "an event of the card CA",
    door: "open",
    right: (cast) => eventAbout(cast),
    send: ({ addresses }, event) => toApi(addresses, "/v1/ca-events", { event }),
    ...{ taken: 202, notTheirs: forged, unfit: forged },
  },
];

/** The right message of a kind, as a request. */
export async function rightRequest(kind: Kind, cast: Cast): Promise<Request> {
  return kind.send(cast, await serialised(kind.right(cast)));
}
