import { messageTypes } from "../../../functions/src/contract/jws.ts";
import {
  type BarePhone,
  commandRequestOf,
  type Enrolled,
  registrationCall,
} from "../../doubles/barePhone.ts";
import { type Message, serialised } from "../../doubles/message.ts";
import { type Attack, attack } from "./attack.ts";
import type { Cast } from "./cast.ts";
import { acknowledgementOf, placeOf } from "./kinds.ts";
import { fromPartner, type PartnerVoice } from "./partners.ts";
import { type Request, toCallable } from "./send.ts";

const notIts = [403, "acknowledgement_refused"] as const;
const unknown = [404, "device_unknown"] as const;
const forged = [401, "signature_invalid"] as const;

/** One phone in the place of another: the new one for the old, a stranger's for anybody's. */
export const phoneAttacks: readonly Attack[] = [
  attack("the new phone answering for the old one", notIts, async (cast) =>
    answer(cast, acknowledgementOf(cast.own.current, cast.command)),
  ),
  attack("another holder's phone answering for the old one", notIts, async (cast) =>
    answer(cast, acknowledgementOf(cast.other.old, cast.command)),
  ),
  attack("the old phone answering for another holder's", notIts, async (cast) =>
    answer(cast, acknowledgementOf(cast.own.old, cast.otherCommand)),
  ),
  attack("the old phone answering without having seen its command", notIts, async (cast) =>
    answer(cast, acknowledgementOf(cast.own.old, { ...cast.command, nonce: cast.otherCommand.nonce })),
  ),
  attack("the old phone answering to a command that was never given", notIts, async (cast) =>
    answer(cast, acknowledgementOf(cast.own.old, { ...cast.command, jti: laterThan(cast.command.jti) })),
  ),
  attack("the old phone answering about another phone's certificates", notIts, async (cast) =>
    answer(
      cast,
      acknowledgementOf(cast.own.old, { ...cast.command, certificates: cast.otherCommand.certificates }),
    ),
  ),
  attack("the new phone fetching the old one's commands", unknown, async (cast) =>
    ask(cast, { ...cast.own.current, deviceId: cast.own.old.deviceId }),
  ),
  attack("another holder's phone fetching the old one's commands", unknown, async (cast) =>
    ask(cast, { ...cast.other.current, deviceId: cast.own.old.deviceId }),
  ),
  attack("the new phone showing what the old one signed for its certificates", forged, async (cast) => {
    const { registration } = await registrationCall(cast.own.unused, placeOf(cast));
    const { possessions } = await registrationCall(cast.own.old.phone, placeOf(cast));
    return toCallable(cast.addresses, "registerDevice", { registration, possessions }, cast.own);
  }),
  attack("another holder registering what the own phone signed", forged, async (cast) => {
    const call = await registrationCall(cast.own.unused, placeOf(cast));
    return toCallable(cast.addresses, "registerDevice", call, cast.other);
  }),
  attack("the SEI-TSM's word on the old phone's secure element, brought by the new one", forged, (cast) =>
    bring(cast, { about: cast.own.old.phone, voice: cast.partners.tsm }),
  ),
  attack("a word on a secure element by whom it isn't asked of", [403, "scope_missing"], (cast) =>
    bring(cast, { about: cast.own.unused, voice: cast.partners.ca }),
  ),
];

function laterThan(commandId: string): string {
  return commandId.replace(/\d+$/, (version) => String(Number(version) + 1));
}

async function answer({ addresses }: Cast, message: Message): Promise<Request> {
  return toCallable(addresses, "acknowledgeWipe", { acknowledgement: await serialised(message) });
}

async function ask({ addresses }: Cast, claimed: Enrolled): Promise<Request> {
  const request = await serialised(commandRequestOf(claimed, addresses.hostingUrl));
  return toCallable(addresses, "fetchCommands", { request });
}

/** The unused phone's registration, with a statement that these certificates are in this secure element. */
async function bring(
  cast: Cast,
  { about, voice }: { about: BarePhone; voice: PartnerVoice },
): Promise<Request> {
  const certificates = Object.values(about.certificates).map(({ thumbprint }) => ({
    "x5t#S256": thumbprint,
  }));
  const said = { secureElementId: about.secureElementId, certificates };
  const typ = messageTypes.secureElementStatement;
  const statement = await serialised(fromPartner(voice, { typ, audience: cast.addresses.hostingUrl, said }));
  const call = await registrationCall(cast.own.unused, placeOf(cast));
  return toCallable(cast.addresses, "registerDevice", { ...call, statement }, cast.own);
}
