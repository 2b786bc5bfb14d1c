import type { RollUp } from "../../functions/src/domain/rollUp.ts";
import { shardOf } from "../../functions/src/domain/shard.ts";
import type { Wipe } from "../../functions/src/domain/wipe.ts";
import { rollUpDays } from "../../functions/src/flow/rollUpDays.ts";
import type { Counted } from "../../functions/src/flow/rollUpPorts.ts";
import { MemoryDocuments } from "./memoryDocuments.ts";
import { memoryStore } from "./memoryStore.ts";
import { sampleWipe } from "./samples.ts";

/** Four in the morning of 23 November in Japan: the day before is over. */
export const fourInTheMorning = new Date("2026-11-22T19:00:00.000Z");

const dayLength = 24 * 60 * 60_000;

/** Days that are counted, on a store in memory. */
export class RollUpWorld {
  readonly documents = new MemoryDocuments();
  readonly store = memoryStore(this.documents);
  readonly logged: string[] = [];
  /** Pages read so far, and before which of them the process dies. */
  pagesRead = 0;
  diesAtPage = Number.POSITIVE_INFINITY;
  now = fourInTheMorning;
  /** How much time each page takes, milliseconds. */
  pageTakes = 0;

  run(): Promise<boolean> {
    const log = (code: string) => void this.logged.push(code);
    const { transact } = this.store;
    return rollUpDays({ transact, counted: this.#counted(), clock: () => this.now, log });
  }

  daysLater(days: number): void {
    this.now = new Date(fourInTheMorning.getTime() + days * dayLength);
  }

  day(day: string): Promise<RollUp | undefined> {
    return this.store.transact(({ rollUps }) => rollUps.read(day));
  }

  async keepWipes(...wipes: readonly Wipe[]): Promise<void> {
    await this.store.transact(async (records) => {
      for (const wipe of wipes) records.wipes.keep(wipe);
    });
  }

  #counted(): Counted {
    const { openWipes, endedWipes, dueReminders, reminders, dueNotices, notices } = this.store.counted;
    const read =
      <Part, Page>(page: (part: Part) => Promise<Page>) =>
      async (part: Part) => {
        this.pagesRead += 1;
        if (this.pagesRead >= this.diesAtPage) throw new Error("the process dies");
        this.now = new Date(this.now.getTime() + this.pageTakes);
        return page(part);
      };
    return {
      openWipes: read(openWipes),
      endedWipes: read(endedWipes),
      dueReminders: read(dueReminders),
      reminders: read(reminders),
      dueNotices: read(dueNotices),
      notices: read(notices),
    };
  }
}

/** So many wipes in one state. */
export function manyWipes(count: number, name: string, fields: Partial<Wipe>): readonly Wipe[] {
  return Array.from({ length: count }, (_, i) => {
    const wipeId = `${name}-${i}`;
    return { ...sampleWipe, wipeId, shard: shardOf(wipeId), ...fields };
  });
}

/** What an ended wipe has instead of a next step. */
export function endedAt(
  state: "confirmed" | "closedUnverified",
  at: Date,
): Pick<Wipe, "state" | "endedAt" | "evidence"> {
  return { state, endedAt: at, evidence: state === "confirmed" ? "deviceSigned" : "holderDeclared" };
}
