import { z } from "zod";
import { jsonServer } from "./json.ts";
import { close, listen } from "./listen.ts";
import { portOption, runStandIn } from "./standIn.ts";

/** The smallest stand-in there is, for the frame's own tests: it starts faster than the real ones. */
await runStandIn({
  who: "smallest",
  options: z.object({ port: portOption }),
  start: async ({ port }, narrate) => {
    const server = jsonServer({
      "POST /said": () => {
        narrate("said something");
        return { status: 204 };
      },
    });
    const control = `http://127.0.0.1:${await listen(server, port)}`;
    return { ready: { control }, stop: () => close(server) };
  },
});
