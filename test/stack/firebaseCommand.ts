import { join } from "node:path";
import { root } from "./root.ts";
import type { ProcessPlan } from "./stackProcess.ts";
import type { Stage } from "./stage.ts";

const firebase = join(root, "node_modules/firebase-tools/lib/bin/firebase.js");
const preload = join(root, "test/stack/endWithParent.ts");

/** How to call firebase-tools on a stage: it ends with us, keeps its own settings there, and asks nobody anything. */
export function firebaseCommand(
  stage: Stage,
  args: readonly string[],
): Pick<ProcessPlan, "command" | "args" | "cwd"> & {
  readonly env: Readonly<Record<string, string | undefined>>;
} {
  return {
    command: process.execPath,
    args: ["--import", preload, firebase, ...args, "--non-interactive"],
    cwd: stage.folder,
    env: {
      // With it set, firebase-tools neither asks questions nor fetches a message of the day.
      CI: "1",
      NO_UPDATE_NOTIFIER: "1",
      // It has npm look for a newer firebase-functions before it loads any, and waits ten seconds for an answer.
      npm_config_offline: "true",
      NO_COLOR: "1",
      TMPDIR: stage.sockets,
      XDG_CONFIG_HOME: join(stage.folder, ".config"),
      FIREBASE_TOKEN: undefined,
      GOOGLE_APPLICATION_CREDENTIALS: undefined,
    },
  };
}
