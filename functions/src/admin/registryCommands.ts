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

const showAll = command({
  words: "registry show",
  tells:
    "Shows the reset registry that is loaded: of which phones it says what, by whose word and of which day.",
  isChange: false,
  options: {},
  shape: z.strictObject({}),
  async run(_input, { services, say }) {
    const stored = await services.read(({ resetCapabilities }) => resetCapabilities.all());
    const loaded = stored.filter(({ withdrawnAt }) => withdrawnAt === undefined);
    const withdrawn = stored.filter(({ withdrawnAt }) => withdrawnAt !== undefined);
    if (loaded.length === 0) for (const line of noneLoaded) say(line);
    for (const capability of [...loaded, ...withdrawn]) say(capabilityLine(capability));
    return 0;
  },
});

const noneLoaded = [
  "No reset registry is loaded: of every phone it is unknown whether a reset clears its secure element, and nobody is told that one helps.",
  "`registry load` loads the one that is shipped, `registry load --file FILE` your own; --dry-run shows what either would change.",
];

/** The commands about the reset registry. */
export const registryCommands: readonly Command[] = [load, showAll];
