import { AcknowledgementTaken } from "../../../functions/src/contract/acknowledgeWipe.ts";
import { type FirebaseClient, refusalOf } from "./firebaseClient.ts";
import type { Hardware } from "./hardware.ts";
import { Offline, online } from "./online.ts";
import type { Sent } from "./wipeApp.ts";

/** A refusal is final, anything else is worth another try. Needs nobody signed in: old phones are signed out. */
export async function acknowledge(hardware: Hardware, client: FirebaseClient, jws: string): Promise<Sent> {
  online(hardware);
  if (!hardware.isAwake()) throw new Offline("the app may not run");
  try {
    AcknowledgementTaken.parse(await client.call("acknowledgeWipe", { acknowledgement: jws }));
    return "taken";
  } catch (problem) {
    const refusal = refusalOf(problem);
    if (refusal) hardware.narrate(`the acknowledgement was refused: ${refusal.code}`);
    return refusal === undefined || refusal.code === "internal" ? "tryAgain" : "refused";
  }
}
