import type { JsonAnswer, JsonCall, JsonRoutes } from "../json.ts";
import { eraseForTsm, TsmOrder } from "./eraseForTsm.ts";
import type { Phone } from "./phone.ts";

/** The SEI-TSM's own channel to secure elements, past the app; it stands while the phone has a network. */
export function secureElementRoutes(phones: ReadonlyMap<string, Phone>): JsonRoutes {
  const all = () => [...phones.values()];
  return {
    "GET /secure-elements": () => ({ body: all().map(view) }),
    "POST /secure-elements/:id/erase": ({ params, body }: JsonCall): JsonAnswer => {
      const phone = all().find(({ hardware }) => hardware.secureElement.id === params.id);
      if (!phone) return { status: 404, body: { error: "no such secure element" } };
      if (!phone.online) return { status: 503, body: { error: "the phone is offline" } };
      return { body: { results: eraseForTsm(phone.hardware.secureElement, TsmOrder.parse(body)) } };
    },
  };
}

function view({ online, hardware: { secureElement } }: Phone) {
  const thumbprints = [secureElement.thumbprintOf("signing"), secureElement.thumbprintOf("authentication")];
  return { id: secureElement.id, online, thumbprints: thumbprints.filter((one) => one !== undefined) };
}
