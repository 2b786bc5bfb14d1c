import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { startOutbox } from "./startOutbox.ts";

await runStandIn({
  who: "outbox",
  options: z.strictObject({
    port: portOption,
    firestore: z.string().min(1),
    project: z.string().min(1),
    sms: z.url(),
    phones: z.url(),
  }),
  start: startOutbox,
});
