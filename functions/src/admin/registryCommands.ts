import { z } from "zod";
import { loadRegistry } from "../flow/loadRegistry.ts";
import { type Command, command } from "./command.ts";
import { capabilityLine, count } from "./lines.ts";
import { readRegistry } from "./registryFile.ts";

const load = command({
  words: "registry load",
  tells:
    "Makes the reset registry (whether initialising a phone clears its secure element) what a file says. A repeat changes nothing.",
  isChange: true,
  options: { file: { takes: "a JSON file", tells: "what to load; what is shipped unless told" } },
  shape: z.strictObject({ file: z.string().optional() }),
  async run({ file }, { services, say }) {
    const { version, capabilities } = readRegistry(file);
    const changed = await loadRegistry(capabilities, services);
    say(`The registry of ${version}:`);
    for (const capability of capabilities) say(capabilityLine(capability));
    say(changed === 0 ? "It was all there already." : `${count(changed, "entry")} changed.`);
    return 0;
  },
});

/** The commands about the reset registry. */
export const registryCommands: readonly Command[] = [load];
