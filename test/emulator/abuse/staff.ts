import { randomUUID } from "node:crypto";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { registrationCall } from "../../doubles/barePhone.ts";
import { serialised } from "../../doubles/message.ts";
import { type Attack, attack } from "./attack.ts";
import { type Employee, holdOf } from "./callCentre.ts";
import { type Cast, cardMessage } from "./cast.ts";
import { ownRevocation } from "./kinds.ts";
import { type Request, toApi, toCallable } from "./send.ts";

const noRole = [403, "role_missing"] as const;
const notSignedIn = [401, "not_signed_in"] as const;

/** Staff beyond their part, and others in theirs. */
export const staffAttacks: readonly Attack[] = [
  attack("a clerk placing a hold", noRole, async (cast) => hold(cast, cast.staff.clerk)),
  attack("a holder placing a hold on another", noRole, async (cast) => hold(cast, cast.own)),
  attack("a former agent placing a hold with a token that lives on", notSignedIn, async (cast) =>
    hold(cast, cast.staff.former),
  ),
  attack("a clerk releasing a hold", noRole, async (cast) => release(cast, cast.staff.clerk)),
  attack("the holder releasing a hold as agents do", noRole, async (cast) => release(cast, cast.own)),
  attack("a former agent releasing a hold with a token that lives on", notSignedIn, async (cast) =>
    release(cast, cast.staff.former),
  ),
  attack("an agent holding two people's phones at once", [404, "holder_unknown"], async (cast) => {
    const certificates = [...holdOf(cast.own.card).certificates, ...holdOf(cast.other.card).certificates];
    return hold(cast, cast.staff.agent, { certificates });
  }),
  attack("an agent releasing a hold whose id was guessed", [404, "hold_unknown"], async (cast) =>
    release(cast, cast.staff.agent, "0".repeat(64)),
  ),
  attack("an agent listing holds", [404, "route_unknown"], async ({ addresses, staff }) =>
    toApi(addresses, "/v1/holds", undefined, staff.agent.idToken),
  ),
  attack("an agent looking at a hold", [404, "route_unknown"], async ({ addresses, staff }) =>
    toApi(addresses, `/v1/holds/${staff.holdId}`, undefined, staff.agent.idToken),
  ),
  attack("an agent looking at a revocation", [404, "revocation_unknown"], async (cast) =>
    toApi(cast.addresses, `/v1/revocations/${cast.revocationId}`, undefined, cast.staff.agent.idToken),
  ),
  attack("an agent revoking with what the card signed", [403, "card_of_another_holder"], async (cast) => {
    const application = await serialised(ownRevocation(cast, "movedToNewPhone"));
    return toCallable(cast.addresses, "replaceDevice", { step: "confirm", application }, cast.staff.agent);
  }),
  attack(
    "an agent revoking with the release that the card signed",
    [400, "message_type_wrong"],
    async (cast) => {
      const typ = messageTypes.releaseApplication;
      const release = cardMessage(cast.own.card, { typ, audience: cast.addresses.hostingUrl });
      const application = await serialised(release);
      return toApi(cast.addresses, "/v1/revocations", { application }, cast.staff.agent.idToken);
    },
  ),
  attack("an agent registering the holder's phone", notSignedIn, async (cast) => {
    const { addresses, own, staff } = cast;
    const place = { audience: addresses.hostingUrl, holderId: staff.agent.uid };
    return toCallable(addresses, "registerDevice", await registrationCall(own.unused, place), staff.agent);
  }),
  attack("a clerk choosing a blocking word", notSignedIn, async ({ addresses, staff }) =>
    toCallable(addresses, "setHoldChoice", { blockingWord: "さくら" }, staff.clerk),
  ),
  attack("a clerk having messages come to the shop", notSignedIn, async ({ addresses, staff }) =>
    toCallable(addresses, "setContact", { email: "shop@example.jp" }, staff.clerk),
  ),
  attack("a clerk without a shop having a phone checked", [403, "shop_unknown"], async (cast) =>
    check(cast, cast.staff.clerk),
  ),
  attack("an agent having a phone checked", noRole, async (cast) => check(cast, cast.staff.agent)),
  attack("a holder having a phone checked as a clerk does", noRole, async (cast) => check(cast, cast.own)),
  attack("a clerk making a hand-over code", notSignedIn, async ({ addresses, own, staff }) =>
    toCallable(addresses, "createHandoverCode", { deviceId: own.current.deviceId }, staff.clerk),
  ),
  attack("a holder making a hand-over code for another's phone", [404, "device_unknown"], async (cast) => {
    const { addresses, own, other } = cast;
    return toCallable(addresses, "createHandoverCode", { deviceId: own.current.deviceId }, other);
  }),
  attack("an agent giving back a code that a caller read out", notSignedIn, async ({ addresses, staff }) =>
    toCallable(addresses, "confirmContact", { channel: "sms", code: "048213" }, staff.agent),
  ),
];

function hold(
  { addresses, other }: Cast,
  { idToken }: Pick<Employee, "idToken">,
  changes: object = {},
): Request {
  return toApi(addresses, "/v1/holds", { ...holdOf(other.card), ...changes }, idToken);
}

function check({ addresses }: Cast, { idToken }: Pick<Employee, "idToken">): Request {
  const code = { receptionNumber: "0000", code: "000000" };
  return toApi(addresses, "/v1/clearances", { requestId: randomUUID(), code }, idToken);
}

function release(
  { addresses, staff }: Cast,
  { idToken }: Pick<Employee, "idToken">,
  holdId = staff.holdId,
): Request {
  return toApi(addresses, `/v1/holds/${holdId}/release`, { identifiedBy: "documentCheck" }, idToken);
}
