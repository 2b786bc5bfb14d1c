import { auditRefusals } from "../../functions/src/flow/auditRefusal.ts";
import type { ChargeLimit } from "../../functions/src/flow/ports.ts";
import type { AuditRefusal } from "../../functions/src/flow/refusalPorts.ts";
import { MemoryDocuments } from "./memoryDocuments.ts";
import { memoryStore } from "./memoryStore.ts";
import { minutesLater, start } from "./samples.ts";
import { unlimited } from "./unlimited.ts";
import { untold } from "./untold.ts";

/** A store in memory, and what every flow is given besides: a clock that the test sets, ids in order, room in every limit. */
export class BareWorld {
  readonly documents = new MemoryDocuments();
  readonly store = memoryStore(this.documents);
  readonly logged: string[] = [];
  /** Room for everybody, unless a test says otherwise. */
  limit: ChargeLimit = unlimited;
  /** Refusals are told to nobody, unless a test says otherwise. */
  auditRefusal: AuditRefusal = untold;
  /** Tells refusals as in a deployment. */
  readonly refusalAudit: AuditRefusal = auditRefusals({
    transact: this.store.transact,
    limit: (charge) => this.limit(charge),
    clock: () => this.#now,
    log: (code) => this.logged.push(code),
  });
  #now = start;
  #ids = 0;

  readonly clock = () => this.#now;
  readonly newId = () => {
    this.#ids += 1;
    return `id-${this.#ids}`;
  };
  readonly log = (code: string) => {
    this.logged.push(code);
  };

  setMinutes(minutes: number): void {
    this.#now = minutesLater(minutes);
  }
}
