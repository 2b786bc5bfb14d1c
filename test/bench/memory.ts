import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What is referred to, and what the process holds of the machine for it; bytes. */
export interface Memory {
  readonly heap: number;
  readonly resident: number;
}

/** Once what nothing refers to is given back. */
export function memoryNow(): Memory {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect === "function") collect();
  const { heapUsed: heap, rss: resident } = process.memoryUsage();
  return { heap, resident };
}
