import { randomFrom } from "../chaos/random.ts";
import { start } from "../doubles/samples.ts";
import type { Assumptions } from "./options.ts";
import { drawPerson } from "./person.ts";
import { day, drawPhone } from "./phone.ts";
import type { Policy } from "./policies.ts";
import { type Ending, Year } from "./story.ts";

/** What one policy came to, for every holder. */
export interface Simulated {
  readonly policy: Policy;
  readonly endings: readonly Ending[];
}

/** A year of every holder by one policy: the same people and phones for each policy of the same seed. */
export function simulate(policy: Policy, assumed: Assumptions): Simulated {
  const endings = Array.from({ length: assumed.holders }, (_, number) => {
    const world = randomFrom(assumed.seed + Math.imul(number + 1, 0x9e3779b1));
    const phone = drawPhone(world, assumed);
    const person = drawPerson(world, assumed);
    const revokedAt = new Date(start.getTime() + Math.floor(world.next() * day));
    const random = randomFrom(world.whole(0, 0xffffffff));
    return new Year({ phone, person, policy, assumed, random, revokedAt }).live();
  });
  return { policy, endings };
}
