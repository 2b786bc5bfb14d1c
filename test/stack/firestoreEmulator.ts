import { join } from "node:path";
import { firebaseCommand } from "./firebaseCommand.ts";
import { type FirestoreJar, findFirestoreJar } from "./firestoreJar.ts";
import { StackProblem } from "./problem.ts";
import { type Run, startProcess } from "./stackProcess.ts";
import type { Stage } from "./stage.ts";
import type { Say } from "./voice.ts";

/** The Firestore emulator of this machine; downloads it where there is none. Throws a StackProblem when that fails. */
export async function findOrDownloadFirestore(run: Run, stage: Stage, say: Say): Promise<FirestoreJar> {
  const find = () => findFirestoreJar(process.env, stage.folder);
  const found = find();
  if (found) return found;
  say("setup", "no Firestore emulator on this machine yet: downloading it, about 130 MB");
  const failure = await download(run, stage);
  const downloaded = find();
  if (downloaded) return downloaded;
  throw new StackProblem(
    `There is no Firestore emulator on this machine, and downloading it failed (${failure}). Connect to the internet, or ` +
      "install a gcloud SDK with its cloud-firestore-emulator component, or let FIRESTORE_EMULATOR_BINARY_PATH name the jar.",
  );
}

async function download(run: Run, stage: Stage): Promise<string> {
  const process = startProcess(run, {
    name: "download",
    ...firebaseCommand(stage, ["setup:emulators:firestore"]),
    logFile: join(stage.logs, "download.log"),
  });
  const how = await process.ended;
  return `${how}: ${process.lastWords()}`;
}
