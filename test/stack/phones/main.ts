import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { stackOption } from "./phoneAddresses.ts";
import { startPhones } from "./phones.ts";

await runStandIn({
  who: "phones",
  options: z.strictObject({ port: portOption, stack: stackOption }),
  start: ({ port, stack }, narrate) => startPhones(port, stack, narrate),
});
