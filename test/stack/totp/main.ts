import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { startTotp } from "./startTotp.ts";

await runStandIn({
  who: "totp",
  options: z.strictObject({ port: portOption, "auth-host": z.string(), project: z.string() }),
  start: ({ port, "auth-host": authHost, project: projectId }, narrate) =>
    startTotp({ port, authHost, projectId }, narrate),
});
