import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { startTsm } from "./startTsm.ts";

await runStandIn({
  who: "tsm",
  options: z.strictObject({
    port: portOption,
    service: z.url(),
    phones: z.url(),
    "hash-key": z.base64().min(1),
  }),
  start: ({ "hash-key": hashKey, ...rest }, narrate) =>
    startTsm({ ...rest, hashKey: Buffer.from(hashKey, "base64") }, narrate),
});
