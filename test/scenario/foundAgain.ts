import { z } from "zod";
import type { Scenario } from "../stack/scenario.ts";
import { insist, insistAlike } from "./insist.ts";
import { statesOf } from "./lostPhone.ts";
import { enrolOnePhone, onChip } from "./onePhone.ts";
import { awaitWipe } from "./wipeRecord.ts";

const Device = z.object({ state: z.string(), wipeId: z.string() });

/** The phone turns up: authentication works again, the signing certificate alone is erased, and is issued again. */
export const foundAgain: Scenario = {
  name: "found-again",
  title:
    "a phone on hold turns up; authentication comes back, the signing certificate is erased and issued again",
  play: async (stack) => {
    const { say } = stack;
    const { phones, console, holder, enrolled } = await enrolOnePhone(stack, "Sofa Phone 5");
    const held = await phones.hold(await phones.newAgent(), { holder });
    say("the holder misses the phone and calls: it is on hold at once");
    const released = await phones.releaseByCard(holder);
    insistAlike(
      "the release",
      [released.holdId, ...statesOf(released)],
      [held.holdId, "signing revoked", "authentication valid"],
    );
    insistAlike(
      "what has to be issued again",
      released.certificates.filter(({ mustBeIssuedAgain }) => mustBeIssuedAgain).map(({ kind }) => kind),
      ["signing"],
    );
    say("it lay under the sofa; with the card the holder releases it: authentication is valid again");
    const device = await console.fields(`devices/${enrolled.deviceId}`, Device);
    const wipe = await awaitWipe(console, device.wipeId, {
      until: "the wipe is confirmed",
      isThere: ({ state }) => state === "confirmed",
    });
    const after = await phones.view(enrolled.phone);
    const [, authentication] = onChip(enrolled);
    insistAlike("what is on the chip", onChip(after), [undefined, authentication]);
    insistAlike("the device and the evidence", [device.state, wipe.evidence], ["active", "deviceSigned"]);
    insist("one certificate was to be erased", wipe.summary.startsWith("Erase 1 certificate:"), wipe);
    say(`the phone erased the signing certificate and kept the other: ${wipe.summary}`);
    const again = await phones.enrol(enrolled.phone);
    insistAlike("the phone with its new certificate", again.generation, 2);
    const [signing, kept] = onChip(again);
    insist("a new signing certificate is there", signing !== undefined, again.secureElement);
    insistAlike("the authentication certificate", kept, authentication);
    say("a new signing certificate is issued beside it, and the phone registered: enrolment 2");
  },
};
