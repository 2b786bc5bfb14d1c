import { randomBytes } from "node:crypto";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import type { Refusal } from "../../../functions/src/domain/refusal.ts";
import { commandRequestOf, onDeviceRevocationOf } from "../../doubles/barePhone.ts";
import { keyOf, type Message, serialised, withClaims } from "../../doubles/message.ts";
import { createDeviceKey } from "../../stack/phones/deviceKey.ts";
import { type Cast, cardMessage } from "./cast.ts";
import { acknowledgementOf, eventAbout } from "./kinds.ts";
import { type Request, toApi, toCallable } from "./send.ts";

/** Two requests that nobody may tell apart by their answers: about what isn't there, and about what is another's. */
export interface Pair {
  readonly what: string;
  readonly status: number;
  readonly code: Refusal;
  notThere(cast: Cast): Promise<Request>;
  notYours(cast: Cast): Promise<Request>;
}

/** Every refusal that stands for both. Those about holds take the same time either way, and have tests of their own. */
export const pairs: readonly Pair[] = [
  {
    ...{ what: "a revocation looked at", status: 404, code: "revocation_unknown" },
    notThere: async (cast) => see(cast, noId()),
    notYours: async (cast) => see(cast, cast.otherRevocationId),
  },
  {
    ...{ what: "a device to revoke", status: 404, code: "device_unknown" },
    notThere: (cast) => revoke(cast, noId()),
    notYours: (cast) => revoke(cast, cast.other.current.deviceId),
  },
  {
    ...{ what: "a device that asks for its commands", status: 404, code: "device_unknown" },
    notThere: (cast) => ask(cast, noId()),
    notYours: (cast) => ask(cast, cast.other.old.deviceId),
  },
  {
    ...{ what: "a certificate to revoke on a phone", status: 404, code: "certificate_unknown" },
    notThere: (cast) => revokeOnDevice(cast, noId().slice(0, 43)),
    notYours: (cast) => revokeOnDevice(cast, cast.other.current.phone.certificates.signing.thumbprint),
  },
  {
    ...{ what: "a command that is answered", status: 403, code: "acknowledgement_refused" },
    notThere: (cast) => answer(cast, `${noId().slice(0, 20)}.1`),
    notYours: (cast) => answer(cast, cast.otherCommand.jti),
  },
  {
    ...{ what: "a partner", status: 401, code: "signature_invalid" },
    notThere: (cast) => tell(cast, eventAbout(cast, { ...cast.partners.ca, partnerId: "nobody-knows-me" })),
    notYours: async (cast) => tell(cast, { ...eventAbout(cast), ...keyOf(await createDeviceKey()) }),
  },
];

function noId(): string {
  return randomBytes(32).toString("hex");
}

function see({ addresses, own }: Cast, revocationId: string): Request {
  return toApi(addresses, `/v1/revocations/${revocationId}`, undefined, own.idToken);
}

async function revoke({ addresses, own }: Cast, deviceId: string): Promise<Request> {
  const said = { devices: [deviceId], cause: "stoppedUsing" };
  const message = { typ: messageTypes.revocationApplication, audience: addresses.hostingUrl, said };
  return toApi(addresses, "/v1/revocations", {
    application: await serialised(cardMessage(own.card, message)),
  });
}

async function ask({ addresses, own }: Cast, deviceId: string): Promise<Request> {
  const request = await serialised(commandRequestOf({ ...own.current, deviceId }, addresses.hostingUrl));
  return toCallable(addresses, "fetchCommands", { request });
}

async function revokeOnDevice({ addresses, own }: Cast, thumbprint: string): Promise<Request> {
  const right = onDeviceRevocationOf(own.leaving.phone, addresses.hostingUrl);
  const application = await serialised(withClaims(right, { certificates: [thumbprint] }));
  return toCallable(addresses, "revokeOnDevice", { application });
}

async function answer({ addresses, own, otherCommand }: Cast, jti: string): Promise<Request> {
  const acknowledgement = await serialised(acknowledgementOf(own.current, { ...otherCommand, jti }));
  return toCallable(addresses, "acknowledgeWipe", { acknowledgement });
}

async function tell({ addresses }: Cast, message: Message): Promise<Request> {
  return toApi(addresses, "/v1/ca-events", { event: await serialised(message) });
}
