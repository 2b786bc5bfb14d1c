import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { stackOption } from "./phoneAddresses.ts";
import { startPhones } from "./phones.ts";

await runStandIn({
  who: "phones",
  options: z.strictObject({
    port: portOption,
    stack: stackOption,
    // As often as docs/app-contract.md tells an app to: seldom enough to disturb nothing here.
    "asks-every-seconds": z.coerce.number().positive().default(43_200),
  }),
  start: ({ port, stack, "asks-every-seconds": asksEverySeconds }, narrate) =>
    startPhones({ port, addresses: stack, asksEverySeconds }, narrate),
});
