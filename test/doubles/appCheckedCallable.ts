import { z } from "zod";
import { callable } from "../../functions/src/entry/callable.ts";
import { deployHere } from "./deployment.ts";
import { callableApp, serve } from "./serve.ts";
import { unlimited } from "./unlimited.ts";

/**
 * A process of its own, because the platform decides as it loads whether it verifies App Check tokens: here it takes them
 * unsigned, as in its emulator. Serves one callable that refuses replays at `/once` and one that doesn't at `/often`.
 */
await deployHere({ requireAppCheck: true });
const used = new Set<string>();
const consumeAppCheck = async (token: string) => {
  const wasUsed = used.has(token);
  used.add(token);
  return wasUsed;
};
const ports = { limit: unlimited, consumeAppCheck };
const Nothing = z.strictObject({});
const answer = async () => ({ done: true });
const once = callable(Nothing, answer, { refusesReplays: true, ports });
const often = callable(Nothing, answer, { ports });
const app = callableApp((request: { path: string }, response: unknown) =>
  (request.path === "/once" ? once : often)(
    z.custom<Parameters<typeof once>[0]>().parse(request),
    z.custom<Parameters<typeof once>[1]>().parse(response),
  ),
);
const { url } = await serve(app);
process.send?.({ url });
