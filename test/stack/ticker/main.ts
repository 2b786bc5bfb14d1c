import { z } from "zod";
import { runStandIn } from "../standIn.ts";
import { startTicker } from "./ticker.ts";

await runStandIn({
  who: "ticker",
  options: z.object({
    emulator: z.url(),
    project: z.string(),
    "every-seconds": z.coerce.number().positive(),
  }),
  start: ({ "every-seconds": everySeconds, ...rest }, narrate) =>
    startTicker({ ...rest, everySeconds }, narrate),
});
