import { keyOf, type Message, serialised, withClaims } from "../../doubles/message.ts";
import { createDeviceKey } from "../../stack/phones/deviceKey.ts";
import { type Attack, attack } from "./attack.ts";
import { type Cast, cardEvent } from "./cast.ts";
import { eventAbout, reportAbout, resetAbout } from "./kinds.ts";
import { type Request, toApi } from "./send.ts";

const notKnown = [401, "signature_invalid"] as const;
const outOfScope = [403, "scope_missing"] as const;

/** Partners who may not, no longer, or not yet, and strangers in their place. */
export const partnerAttacks: readonly Attack[] = [
  attack("the CA reporting for the SEI-TSM", outOfScope, async (cast) =>
    report(cast, reportAbout(cast, cast.partners.ca)),
  ),
  attack("the SEI-TSM telling the end of a card", outOfScope, async (cast) =>
    tell(cast, eventAbout(cast, cast.partners.tsm)),
  ),
  attack("the SEI-TSM reporting a reset", outOfScope, async (cast) =>
    reset(cast, resetAbout(cast, cast.partners.tsm)),
  ),
  attack("a maker reporting for the SEI-TSM", outOfScope, async (cast) =>
    report(cast, reportAbout(cast, cast.partners.maker)),
  ),
  attack("a disabled partner reporting a reset", notKnown, async (cast) =>
    reset(cast, resetAbout(cast, cast.partners.disabled)),
  ),
  attack("a reset that starts after it was reported", [400, "malformed_request"], async (cast) => {
    const message = resetAbout(cast);
    return reset(cast, withClaims(message, { toe: Number(Object(message.claims).iat) + 30 }));
  }),
  attack("a key that was retired", notKnown, async (cast) =>
    tell(cast, eventAbout(cast, cast.partners.retired)),
  ),
  attack("a key that isn't in use yet", notKnown, async (cast) =>
    tell(cast, eventAbout(cast, cast.partners.early)),
  ),
  attack("a partner that was disabled", notKnown, async (cast) =>
    tell(cast, eventAbout(cast, cast.partners.disabled)),
  ),
  attack("a partner that nobody registered", notKnown, async (cast) =>
    tell(cast, eventAbout(cast, { ...cast.partners.ca, partnerId: "nobody-knows-me" })),
  ),
  attack("a partner's registered key in another partner's name", notKnown, async (cast) =>
    tell(cast, eventAbout(cast, { ...cast.partners.tsm, partnerId: cast.partners.ca.partnerId })),
  ),
  attack("a stranger's key under a registered key's name", notKnown, async (cast) =>
    tell(cast, { ...eventAbout(cast), ...keyOf(await createDeviceKey()) }),
  ),
  attack("one partner for another", [400, "malformed_request"], async (cast) =>
    tell(cast, withClaims(eventAbout(cast), { sub: cast.partners.tsm.partnerId })),
  ),
  attack("a number used before, for another card", [409, "proof_reused"], async (cast) => {
    const { own, endedBy, partners, addresses } = cast;
    return tell(
      cast,
      cardEvent(partners.ca, { card: own.card, audience: addresses.hostingUrl, jti: endedBy }),
    );
  }),
  attack(
    "a message that lives longer than a partner's may",
    [400, "proof_lifetime_too_long"],
    async (cast) => {
      const event = eventAbout(cast);
      return tell(cast, withClaims(event, { exp: Number(Object(event.claims).iat) + 301 }));
    },
  ),
  attack("a report on a command that was never given", [403, "acknowledgement_refused"], async (cast) =>
    report(cast, withClaims(reportAbout(cast), { commandId: `${cast.command.wipeId}.99` })),
  ),
];

async function tell({ addresses }: Cast, message: Message): Promise<Request> {
  return toApi(addresses, "/v1/ca-events", { event: await serialised(message) });
}

async function reset({ addresses }: Cast, message: Message): Promise<Request> {
  return toApi(addresses, "/v1/resets", { report: await serialised(message) });
}

async function report({ addresses }: Cast, message: Message): Promise<Request> {
  return toApi(addresses, "/v1/tsm-reports", { report: await serialised(message) });
}
