import { setTimeout as pause } from "node:timers/promises";
import { phonesClient } from "../scenario/phonesClient.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import { post } from "./post.ts";
import { applicationFor, enrolOffline } from "./victims.ts";

/** Milliseconds from asking to the whole answer, sample by sample. */
export interface AnswerTimes {
  readonly ours: readonly number[];
  readonly floor: readonly number[];
}

const warmUps = 5;
/** Milliseconds until what follows a revocation (trigger, records, tasks) is over and can't slow down the next sample. */
const calm = 1000;
/** As much as an application weighs, which carries the card's certificate and its CA's. */
const weight = "w".repeat(4_000);

/**
 * Measures first revocations of phones by card, and a function that only writes a document, in turn, so that whatever else
 * slows the machine slows both. Signing the application isn't in it: the card does that.
 */
export async function measureRevocation(
  addresses: StackAddresses,
  samples: number,
  say: (line: string) => void,
): Promise<AnswerTimes> {
  const client = phonesClient(addresses.phones.url);
  const victims = await enrolOffline(client, samples + warmUps);
  say(`${victims.length} phones are enrolled and offline; the first ${warmUps} samples warm up`);
  const ours: number[] = [];
  const floor: number[] = [];
  for (const victim of victims) {
    const application = await applicationFor(victim, client, addresses);
    await pause(calm);
    ours.push((await post(`${addresses.functionsUrl}/api/v1/revocations`, { application })).took);
    await pause(calm);
    floor.push(
      (await post(`${addresses.functionsUrl}/bareCreate`, { target: "none", command: weight })).took,
    );
  }
  return { ours: ours.slice(warmUps), floor: floor.slice(warmUps) };
}
