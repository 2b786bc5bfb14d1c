import { type Limits, limits } from "../../functions/src/domain/limit.ts";
import { chargeLimits } from "../../functions/src/flow/chargeLimits.ts";
import type { ChargeLimit, Clock } from "../../functions/src/flow/ports.ts";
import { MemoryDocuments } from "./memoryDocuments.ts";
import { memoryStore } from "./memoryStore.ts";

/** The real counting, on documents in memory; several with the same documents are the instances of one deployment. */
export function limitsInMemory(
  changed: Partial<Limits> = {},
  { documents = new MemoryDocuments(), clock = () => new Date() }: Partial<Instance> = {},
): ChargeLimit & Instance & { readonly logged: string[] } {
  const logged: string[] = [];
  const charge = chargeLimits({
    transact: memoryStore(documents).transact,
    limits: { ...limits, ...changed },
    limitIdOf: (...parts) => parts.join(),
    clock,
    chance: () => 0,
    log: (code) => {
      logged.push(code);
    },
  });
  return Object.assign(charge, { documents, clock, logged });
}

interface Instance {
  readonly documents: MemoryDocuments;
  readonly clock: Clock;
}
