import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { startTasks } from "./startTasks.ts";

await runStandIn({
  who: "tasks",
  options: z.object({
    port: portOption,
    "control-port": portOption,
    "name-memory-ms": z.coerce.number().int().min(0).default(3_600_000),
    "auto-queues": z.stringbool().default(true),
  }),
  start: (options, narrate) =>
    startTasks(
      {
        port: options.port,
        controlPort: options["control-port"],
        nameMemoryMs: options["name-memory-ms"],
        autoQueues: options["auto-queues"],
      },
      narrate,
    ),
});
