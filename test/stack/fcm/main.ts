import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { startFcm } from "./startFcm.ts";

await runStandIn({
  who: "fcm",
  options: z.object({
    port: portOption,
    "control-port": portOption,
    project: z.string().default("demo-katazuke"),
    "ca-file": z.string(),
  }),
  start: ({ port, project, "control-port": controlPort, "ca-file": caFile }, narrate) =>
    startFcm({ port, controlPort, project, caFile }, narrate),
});
