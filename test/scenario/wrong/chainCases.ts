import { Card } from "../../stack/authorities/cards.ts";
import type { Fault } from "../../stack/authorities/fault.ts";
import { postJson } from "../../stack/phones/holder.ts";
import { createForge, type Forge, x5cOf } from "./forge.ts";
import { wrong } from "./proofCases.ts";
import type { HttpCase } from "./wrongCase.ts";

const faults = {
  expired: "chain_expired",
  notYetValid: "chain_expired",
  wrongIssuer: "chain_untrusted",
  caFalseIssuer: "chain_untrusted",
  unknownCriticalExtension: "chain_untrusted",
  noKeyUsage: "chain_untrusted",
  foreignRoot: "chain_untrusted",
} as const satisfies Record<Fault, string>;

/** Well-signed applications whose certificates don't lead to the card CA as they must. */
export async function chainCases(
  forge: Forge,
  place: { authorities: string; audience: string; deviceId: string },
): Promise<readonly HttpCase[]> {
  const [leaf = "", ...rest] = x5cOf(forge.card);
  const untrusted = [401, "chain_untrusted"] as const;
  const made = Object.entries(faults).map(async ([fault, code]) => {
    const { body } = await postJson(`${place.authorities}/cards`, { fault });
    const application = await createForge(Card.parse(body), place).revocation();
    return wrong(`a card that is bad: ${fault}`, [401, code], application);
  });
  return [
    wrong("a chain without its middle", untrusted, await forge.revocation({ header: { x5c: [leaf] } })),
    wrong("a chain without its leaf", untrusted, await forge.revocation({ header: { x5c: rest } })),
    wrong(
      "a chain in the wrong order",
      untrusted,
      await forge.revocation({ header: { x5c: [leaf, ...rest].reverse() } }),
    ),
    wrong(
      "a certificate that is none",
      untrusted,
      await forge.revocation({ header: { x5c: ["AAAA", ...rest] } }),
    ),
    ...(await Promise.all(made)),
  ];
}
