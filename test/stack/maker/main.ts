import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { startMaker } from "./startMaker.ts";

await runStandIn({
  who: "maker",
  options: z.strictObject({ port: portOption, service: z.url() }),
  start: startMaker,
});
