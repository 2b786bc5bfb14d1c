import "reflect-metadata";
import { z } from "zod";
import { portOption, runStandIn } from "../standIn.ts";
import { startAuthorities } from "./authorities.ts";

await runStandIn({
  who: "authorities",
  options: z.strictObject({ port: portOption, service: z.url() }),
  start: startAuthorities,
});
