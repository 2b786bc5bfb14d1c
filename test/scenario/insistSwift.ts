import { insist } from "./insist.ts";

/** What has to be swift: how to do it again with the same result, and how long it may take, milliseconds. */
interface Swift<T> {
  readonly act: () => Promise<T>;
  readonly most: number;
  readonly clock?: () => number;
}

/** The first one is slow where an instance starts, and load slows some; what has become slow itself slows all of them. */
const tries = 5;

/** Does it five times and throws unless the quickest was swift enough; answers what the first brought and how long the quickest took. */
export async function insistSwift<T>(
  what: string,
  { act, most, clock = () => performance.now() }: Swift<T>,
): Promise<{ first: T; quickest: number }> {
  const timed = async () => {
    const startedAt = clock();
    const brought = await act();
    return { brought, took: Math.round(clock() - startedAt) };
  };
  const { brought: first, took } = await timed();
  const all = [took];
  while (all.length < tries) all.push((await timed()).took);
  const quickest = Math.min(...all);
  insist(`${what} takes ${most} ms at most, one time of ${tries}`, quickest <= most, all);
  return { first, quickest };
}
