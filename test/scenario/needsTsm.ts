import { z } from "zod";
import type { StackAddresses } from "../stack/addresses.ts";
import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed } from "./erasure.ts";
import { awaitUntil, insist, insistAlike } from "./insist.ts";
import { enrolOnePhone, revokeFromPc } from "./onePhone.ts";
import { awaitWipe } from "./wipeRecord.ts";

const Asked = z.array(
  z.object({
    request: z.object({ jti: z.string(), scope: z.string() }),
    state: z.string(),
    results: z.array(z.object({ outcome: z.string() })),
  }),
);

/** Some secure elements obey the SEI-TSM only (page 4 of the paper): what the app can't do is handed over. */
export const needsTsm: Scenario = {
  name: "needs-tsm",
  title: "the app may not erase in this secure element; the SEI-TSM does, and reports",
  play: async (stack) => {
    const { addresses, say } = stack;
    const cast = await enrolOnePhone(stack, "Strict Phone 8");
    const { phones, console, enrolled } = cast;
    await phones.flip(enrolled.phone, { secureElement: "needsTsm" });
    const device = await revokeFromPc(cast, "movedToNewPhone");
    const { wipeId } = device.erasure;
    const record = await awaitConfirmed(console, device, { evidence: "tsmConfirmed" });
    const after = await phones.view(enrolled.phone);
    const [refused] = after.answers;
    insistAlike(
      "what the phone answered",
      refused?.results.map(({ outcome, statusWord, needsTsm }) => [outcome, statusWord, needsTsm]),
      [
        ["failed", "6982", true],
        ["failed", "6982", true],
      ],
    );
    say("the secure element refused the app with 6982; the app said so, and that the SEI-TSM is needed");
    // The service may know before the SEI-TSM has its answer.
    const asked = await awaitUntil("the SEI-TSM knows that its report was taken", {
      look: async () => (await askedOf(addresses)).filter(({ request }) => request.jti.startsWith(wipeId)),
      isThere: (seen) => seen.every(({ state }) => state === "taken"),
    });
    insistAlike(
      "what the SEI-TSM did",
      asked.map(({ request, state, results }) => [
        request.scope,
        state,
        ...results.map(({ outcome }) => outcome),
      ]),
      [["applet", "taken", "erased", "erased"]],
    );
    const { secureElement } = after;
    insist(
      "the applet is gone",
      !secureElement.appletPresent && secureElement.signing.isEmpty && secureElement.authentication.isEmpty,
      secureElement,
    );
    insistAlike("notices on the phone", after.notices, []);
    const { scope } = await awaitWipe(console, wipeId, { until: "it is there", isThere: () => true });
    insistAlike("the scope", scope, "applet");
    say(
      "asked over its own interface, the SEI-TSM deleted the applet with all that was in it, and reported, signed",
    );
    say(`an admin reads: ${record.wipe.summary}`);
  },
};

async function askedOf({ tsm }: StackAddresses): Promise<z.output<typeof Asked>> {
  return Asked.parse(await (await fetch(`${tsm.url}/requests`)).json());
}
