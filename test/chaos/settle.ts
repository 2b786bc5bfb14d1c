import { setTimeout as pause } from "node:timers/promises";
import type { ScenarioStack } from "../stack/scenario.ts";
import type { Cast } from "./cast.ts";
import { readWipes } from "./inspect.ts";
import { hasComeBack } from "./judgeWipe.ts";

const betweenLooks = 1000;

/**
 * Waits, at most so many seconds, until every phone that came back is proven erased, and answers how long that took. Being
 * late is no failure here: what isn't confirmed by then is for the judge.
 */
export async function settle(
  cast: Cast,
  { addresses, say }: ScenarioStack,
  atMostSeconds: number,
): Promise<number> {
  const owed = new Set(cast.phones.filter(hasComeBack).map(({ deviceId }) => deviceId));
  const since = Date.now();
  const seconds = () => (Date.now() - since) / 1000;
  let told = -1;
  while (seconds() < atMostSeconds) {
    const wipes = await readWipes(addresses, cast);
    for (const { state, deviceId } of wipes) if (state === "confirmed") owed.delete(deviceId);
    const left = owed.size;
    if (left === 0) break;
    if (left !== told) say(`${left} phones that came back are not proven erased yet`);
    told = left;
    await pause(betweenLooks);
  }
  return seconds();
}
