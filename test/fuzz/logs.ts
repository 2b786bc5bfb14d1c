import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { until } from "../stack/processes.ts";
import { leakIn, signedPartsIn, whoPlanted } from "./markers.ts";

/**
 * What isn't read: the stand-ins for outsiders who know a card's subject or a push target by right, and the emulator's notes
 * on itself, which have every path; what the functions say is in firebase.log as well.
 */
const knowing: ReadonlySet<string> = new Set(["authorities.log", "fcm.log", "firebase-debug.log"]);

/** What the processes of a stack wrote from now on. */
interface LogWatch {
  /** Waits until they have fallen silent, and tells every line that shows what was planted, or one of these secrets. */
  leaks(secrets: readonly string[]): Promise<readonly Leak[]>;
}

export interface Leak {
  readonly file: string;
  readonly excerpt: string;
  /** The request that planted it, where that can be read. */
  readonly from: { readonly place: number; readonly number: number } | undefined;
}

/** Watches the logs of the run that this file of addresses belongs to. */
export function watchLogs(addressesFile: string): LogWatch {
  const stage = dirname(addressesFile);
  const sizes = () => new Map(logsOf(stage).map((file) => [file, statSync(join(stage, file)).size]));
  const before = sizes();
  return {
    async leaks(secrets) {
      await silence(sizes);
      return logsOf(stage).flatMap((file) => {
        const written = readFileSync(join(stage, file)).subarray(before.get(file) ?? 0);
        return leaksIn(file, written.toString("utf8"), secrets);
      });
    },
  };
}

/** Every line of a log with a leak in it. */
function leaksIn(file: string, text: string, secrets: readonly string[]): readonly Leak[] {
  return text.split("\n").flatMap((line) => {
    // No log has a signed message in it, whoever signed it, nor a part of one.
    const excerpt = leakIn(line, [...secrets, ...signedPartsIn(line)]);
    return excerpt === undefined ? [] : [{ file, excerpt, from: whoPlanted(line) }];
  });
}

function logsOf(stage: string): string[] {
  const logs = (folder: string) =>
    readdirSync(join(stage, folder)).filter((name) => name.endsWith(".log") && !knowing.has(name));
  return ["", "logs"].flatMap((folder) => logs(folder).map((name) => join(folder, name)));
}

async function silence(sizes: () => ReadonlyMap<string, number>): Promise<void> {
  let seen = "";
  let same = 0;
  await until(async () => {
    const now = [...sizes().values()].join();
    same = now === seen ? same + 1 : 0;
    seen = now;
    return same >= 10;
  }, 5000);
}
