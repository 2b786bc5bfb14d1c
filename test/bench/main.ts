import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { type Ending, type Programme, runProgramme } from "../stack/programme.ts";
import { root } from "../stack/root.ts";
import { startStack } from "../stack/stack.ts";
import type { Stage } from "../stack/stage.ts";
import type { Voice } from "../stack/voice.ts";
import { benches } from "./benches.ts";

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = benches.filter(({ name }) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  process.stderr.write(`--only takes one of ${benches.map(({ name }) => name).join(", ")}.\n`);
  process.exit(2);
}
await runProgramme(measure);

/** One after the other: what is measured has the machine to itself. */
async function measure(programme: Programme): Promise<Ending> {
  const { voice } = programme;
  const stack = await startStack(programme, { ports: "free", voice: quiet(voice), onStaged: addBareTrigger });
  process.env.FIRESTORE_EMULATOR_HOST = stack.addresses.firestoreHost;
  process.env.METADATA_SERVER_DETECTION = "none";
  for (const { name, run } of chosen) {
    voice.say("bench", name);
    const say = (line: string) => voice.say(name, line);
    await voice.waitFor(`measuring ${name}`, run(stack.addresses, say));
  }
  return { code: 0, lastLine: "docs/performance.md has the figures." };
}

/** The bare trigger is loaded from here, beside the built functions of this one run; it is no part of them. */
function addBareTrigger({ folder }: Stage): void {
  const source = pathToFileURL(join(root, "test/bench/bareTrigger.ts"));
  appendFileSync(
    join(folder, "functions/lib/index.js"),
    `\nexport { bareCreate, bareSend, bareWrite } from "${source}";\n`,
  );
}

function quiet({ say, waitFor }: Voice): Voice {
  return { say: (who, what) => who === "setup" && say(who, what), waitFor };
}
