import type { Scenario } from "../stack/scenario.ts";
import { awaitConfirmed, insistErased, insistOneRevoked } from "./erasure.ts";
import { FirestoreConsole } from "./firestoreConsole.ts";
import { insist } from "./insist.ts";
import { phonesClient } from "./phonesClient.ts";

/** A crash between the revocation and its push costs time, never correctness: the sweep pays what the trigger owed. */
export const crashAfterRevocation: Scenario = {
  name: "crash-after-revocation",
  title: "the functions are killed right after a revocation was answered; the erasure still ends confirmed",
  isAlone: true,
  play: async ({ addresses, say, killFunctions }) => {
    const phones = phonesClient(addresses.phones.url);
    const holder = await phones.newHolder();
    const old = await phones.enrol(await phones.newPhone(holder, "Lost Phone 1"));
    say("a holder with a card has one enrolled phone, and loses it");
    const answer = await phones.revoke(holder, { devices: "all", cause: "lost" });
    const killed = await killFunctions();
    insist("there was a functions process to kill", killed > 0, killed);
    const device = insistOneRevoked(answer, old.deviceId);
    say(
      `from a PC both certificates were revoked, and right after the answer ${killed} processes were killed`,
    );
    say("now it is the sweep's; a transaction that died with its process keeps its locks for up to a minute");
    const { wipe } = await awaitConfirmed(new FirestoreConsole(addresses), device, { seconds: 150 });
    insistErased(await phones.view(old.phone));
    say(`the wipe is confirmed all the same: ${wipe.summary}`);
  },
};
