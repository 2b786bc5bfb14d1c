import { join } from "node:path";
import type { StackAddresses } from "../stack/addresses.ts";
import { root } from "../stack/root.ts";
import { countDocuments } from "./countDocuments.ts";
import { countNotices } from "./countNotices.ts";
import { countRemind } from "./countRemind.ts";
import { countRollUp } from "./countRollUp.ts";
import { countSweep } from "./countSweep.ts";
import { countView } from "./countView.ts";
import { measureLatency } from "./measureLatency.ts";
import { measureRevocation } from "./measureRevocation.ts";
import {
  documentsTable,
  latencyTable,
  remindTable,
  revocationTable,
  rollUpTable,
  sweepTable,
  viewTable,
} from "./tables.ts";
import { writeBlock } from "./writeBlock.ts";

/** Something that is measured and written into docs/performance.md under its name. */
interface Bench {
  readonly name: string;
  run(addresses: StackAddresses, say: (line: string) => void): Promise<void>;
}

const page = join(root, "docs/performance.md");
const overdue = 100;
const dueReminders = 500;
const latencySamples = 40;
const revocationSamples = 60;

/** Every bench, in the order in which they run: what measures time comes first, while nothing else has used the emulators. */
export const benches: readonly Bench[] = [
  {
    name: "latency",
    run: async (addresses, say) =>
      tell("latency", latencyTable(await measureLatency(addresses, latencySamples, say)), say),
  },
  {
    name: "revocation",
    run: async (addresses, say) =>
      tell("revocation", revocationTable(await measureRevocation(addresses, revocationSamples, say)), say),
  },
  {
    name: "documents",
    run: async (_, say) => {
      const runs = [await countDocuments(), await countDocuments(), await countDocuments()];
      tell("documents", documentsTable(runs, await countNotices()), say);
    },
  },
  {
    name: "view",
    run: async (_, say) => tell("view", viewTable(await countView()), say),
  },
  {
    name: "sweep",
    run: async (_, say) => {
      const sweeps = [];
      for (const open of [1_000, 10_000, 100_000]) {
        const swept = await countSweep(open, overdue);
        const { seedSeconds, sweepSeconds } = swept;
        say(
          `${open} open wipes: seeded in ${seedSeconds.toFixed(1)} s, swept in ${sweepSeconds.toFixed(1)} s`,
        );
        sweeps.push(swept);
      }
      tell("sweep", sweepTable(sweeps), say);
    },
  },
  {
    name: "remind",
    run: async (_, say) => {
      const runs = [];
      // The first run of all loads code and opens connections, which is no use of memory that would go on.
      await countRemind(dueReminders, dueReminders);
      for (const open of [1_000, 10_000, 100_000]) {
        const counted = await countRemind(open, dueReminders);
        const { seedSeconds, runSeconds } = counted;
        say(
          `${open} open wipes: seeded in ${seedSeconds.toFixed(1)} s, reminded in ${runSeconds.toFixed(1)} s`,
        );
        runs.push(counted);
      }
      tell("remind", remindTable(runs), say);
    },
  },
  {
    name: "rollUp",
    run: async (_, say) => {
      const runs = [];
      // As above.
      await countRollUp({ older: 100, open: 100, ended: 100, messages: 100 });
      for (const [older, day] of [
        [200, 200],
        [2_000, 200],
        [2_000, 2_000],
      ] as const) {
        const counted = await countRollUp({ older, open: day, ended: day, messages: day });
        say(`${older} older, ${day} of each that day: counted in ${counted.runSeconds.toFixed(1)} s`);
        runs.push(counted);
      }
      tell("rollUp", rollUpTable(runs), say);
    },
  },
];

function tell(name: string, table: string, say: (line: string) => void): void {
  for (const line of table.split("\n")) say(line);
  writeBlock(page, name, table);
}
