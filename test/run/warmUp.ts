import { targets } from "../fuzz/endpoints.ts";
import type { StackAddresses } from "../stack/addresses.ts";

/** How many start at a time: each keeps a processor busy for a second or two. */
const sideBySide = 2;
/** How long one may take, milliseconds: what isn't there by then starts with its first call. */
const patience = 20_000;

/**
 * Has the emulator start a worker for each function that outsiders can call, by a question that is no call of it (a preflight).
 * Left to the tests, each would start while one test waits for it, one after the other.
 */
export async function warmUp({ functionsUrl }: Pick<StackAddresses, "functionsUrl">): Promise<void> {
  const left = [...new Set(targets.map(({ functionName }) => functionName))];
  const lane = async () => {
    for (let name = left.shift(); name; name = left.shift()) await ask(`${functionsUrl}/${name}`);
  };
  await Promise.all(Array.from({ length: sideBySide }, lane));
}

/** Tests nothing, so it can't fail: a stack that is gone is noticed by the tests. */
function ask(url: string): Promise<unknown> {
  const init = { method: "OPTIONS", signal: AbortSignal.timeout(patience) };
  return fetch(url, init).then(
    (response) => response.arrayBuffer(),
    () => undefined,
  );
}
