import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { startSms } from "./startSms.ts";

await runStandIn({
  who: "sms",
  options: z.strictObject({ port: portOption, "api-key": z.string().min(1) }),
  start: ({ port, "api-key": apiKey }, narrate) => startSms({ port, apiKey }, narrate),
});
