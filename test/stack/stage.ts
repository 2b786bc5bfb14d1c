import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Ports } from "./ports.ts";
import { root } from "./root.ts";

/** The folder of one run: what `firebase deploy` would upload, this run's settings, and its logs. */
export interface Stage {
  readonly folder: string;
  readonly logs: string;
  /** Outside of the repository, because the path of a Unix socket may not be longer than about 100 bytes. */
  readonly sockets: string;
  readonly addressesFile: string;
}

/** The folder of all runs; none of them is in git. */
export const stagesFolder: string = join(root, ".stack");

/** Names and values of params or secrets. */
export type Settings = Readonly<Record<string, string>>;

const FirebaseConfig = z.looseObject({ emulators: z.looseObject({}) });

/** Everything that firebase-tools reads, besides the built functions. */
const staged = [
  ".firebaserc",
  "package.json",
  "package-lock.json",
  "firestore.rules",
  "firestore.indexes.json",
];

/** Makes the stage of a new run, with firebase.json pointing to its ports. */
export function makeStage(ports: Ports): Stage {
  const name = `${new Date().toISOString().replaceAll(/[-:]|\..*/g, "")}-${process.pid}`;
  const folder = join(stagesFolder, name);
  const logs = join(folder, "logs");
  mkdirSync(logs, { recursive: true });
  for (const file of staged) cpSync(join(root, file), join(folder, file), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  writeFileSync(join(folder, "firebase.json"), firebaseJson(ports));
  return { folder, logs, sockets: makeSocketFolder(folder), addressesFile: join(folder, "addresses.json") };
}

/** Tells the pages on the stage where they sign in on this machine. */
export function tellPages(stage: Stage, ports: Ports): void {
  const told = JSON.stringify({ authEmulator: signInOrigin(ports) });
  writeFileSync(join(stage.folder, "hosting/dist/local.json"), told);
}

/** Writes the params as `.env.local` and the secrets as `.secret.local`, where only the emulator looks. */
export function writeSettings(
  stage: Stage,
  { params, secrets }: { params: Settings; secrets: Settings },
): void {
  writeFileSync(join(stage.folder, ".env.local"), toDotenv(params));
  writeFileSync(join(stage.folder, ".secret.local"), toDotenv(secrets), { mode: 0o600 });
}

/** Single quotes keep a value as it is; one that holds a single quote can't be written and throws. */
export function toDotenv(settings: Settings): string {
  return Object.entries(settings)
    .map(([name, value]) => {
      if (/['\n]/.test(value)) throw new Error(`${name} holds a quote or a line break`);
      return `${name}='${value}'\n`;
    })
    .join("");
}

/** The note lets a later run clear up after one that was killed. */
function makeSocketFolder(folder: string): string {
  const sockets = mkdtempSync(join(tmpdir(), "katazuke-"));
  writeFileSync(join(folder, "run.json"), JSON.stringify({ pid: process.pid, sockets }));
  process.once("exit", () => rmSync(sockets, { recursive: true, force: true }));
  return sockets;
}

function firebaseJson(ports: Ports): string {
  const config = FirebaseConfig.parse(JSON.parse(readFileSync(join(root, "firebase.json"), "utf8")));
  const at = (port: number) => ({ host: "127.0.0.1", port });
  const emulators = {
    ...config.emulators,
    functions: at(ports.functions),
    hosting: at(ports.hosting),
    firestore: { ...at(ports.firestore), websocketPort: ports.firestoreWebsocket },
    auth: at(ports.auth),
    hub: at(ports.hub),
    logging: at(ports.logging),
    eventarc: at(ports.eventarc),
    tasks: at(ports.tasksEmulator),
  };
  const local = JSON.stringify({ ...config, emulators }, null, 2);
  // The one thing in which the pages' headers differ here: whom they may ask to sign in.
  return local.replace(
    "https://identitytoolkit.googleapis.com",
    (google) => `${signInOrigin(ports)} ${google}`,
  );
}

function signInOrigin({ totp }: Ports): string {
  return `http://127.0.0.1:${totp}`;
}
