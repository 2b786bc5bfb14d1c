import type { Card } from "../stack/authorities/cards.ts";
import { applyForSession } from "../stack/phones/holder.ts";
import type { Scenario, ScenarioStack } from "../stack/scenario.ts";
import { awaitUntil, insistAlike } from "./insist.ts";
import { phonesClient } from "./phonesClient.ts";

const session = [201, undefined];
const unknown = [503, "revocation_status_unknown"];

/** A card is only as good as its CA's list of revoked ones: what is on it signs nothing, and without it nothing counts. */
export const revokedCard: Scenario = {
  name: "revoked-card",
  title: "a card that its CA revoked opens no session; while the CAs' lists can't be had, no card does",
  isAlone: true,
  play: async (stack) => {
    const phones = phonesClient(stack.addresses.phones.url);
    const newCard = async () => phones.cardOf(await phones.newHolder());
    const [stolen, other] = [await newCard(), await newCard()];
    const answerTo = (card: Card) => apply(card, stack);
    insistAlike("the answer to a card in order", await answerTo(stolen), session);
    await tellCas(stack, "/revoke", { serial: stolen.serial });
    insistAlike("the answer to a revoked card", await answerTo(stolen), [403, "card_revoked"]);
    stack.say("a stolen card opened a session; then its CA revoked it, and it opens none any more");
    try {
      await tellCas(stack, "/crls", { crls: "stale" });
      await awaitUntil("the last good list was out of date", {
        // A card of its own for each look: one alone would come to its limit of sessions.
        look: async () => answerTo(await newCard()),
        isThere: ([status]) => status !== 201,
      });
      insistAlike("the answer with a stale list", await answerTo(other), unknown);
      await tellCas(stack, "/crls", { crls: "absent" });
      insistAlike("the answer without a list", await answerTo(other), unknown);
    } finally {
      await tellCas(stack, "/crls", { crls: "fresh" });
    }
    insistAlike("the answer once the lists are back", await answerTo(other), session);
    stack.say("a card in order was refused while the CAs served no list that holds, and then no longer");
  },
};

async function apply(card: Card, { addresses }: ScenarioStack): Promise<readonly unknown[]> {
  const { status, body } = await applyForSession(card, addresses);
  return [status, Object(body).code];
}

async function tellCas({ addresses }: ScenarioStack, path: string, body: object): Promise<void> {
  const init = { method: "POST", body: JSON.stringify(body) };
  const { status } = await fetch(`${addresses.authorities.url}${path}`, init);
  insistAlike(`the CAs' answer to ${path}`, status, 204);
}
