import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { z } from "zod";
import { root } from "./root.ts";
import { storedZip } from "./storedZip.ts";

const mainClass = "com.google.cloud.datastore.emulator.firestore.CloudFirestore";
const jarInSdk = "platform/cloud-firestore-emulator/cloud-firestore-emulator.jar";

/** The parts of the environment that say where a Firestore emulator may be. */
interface JarPlaces {
  readonly FIRESTORE_EMULATOR_BINARY_PATH?: string | undefined;
  readonly FIREBASE_EMULATORS_PATH?: string | undefined;
  readonly PATH?: string | undefined;
}

/** A jar that `java -jar` can run, and where it came from. */
export interface FirestoreJar {
  readonly path: string;
  readonly from: string;
}

/**
 * A Firestore emulator already on this machine: the one named by the environment, the one firebase-tools has
 * downloaded before, or that of a gcloud SDK (wrapped into `wrapFolder`). Undefined when there is none.
 */
export function findFirestoreJar(places: JarPlaces, wrapFolder: string): FirestoreJar | undefined {
  const named = places.FIRESTORE_EMULATOR_BINARY_PATH;
  if (named) return { path: named, from: "FIRESTORE_EMULATOR_BINARY_PATH" };
  const cached = join(
    places.FIREBASE_EMULATORS_PATH ?? join(homedir(), ".cache/firebase/emulators"),
    jarOfFirebaseTools(),
  );
  if (existsSync(cached)) return { path: cached, from: "firebase-tools' downloads" };
  const inSdk = findInGcloudSdk(places.PATH ?? "");
  return inSdk === undefined ? undefined : { path: wrapJar(inSdk, wrapFolder), from: "the gcloud SDK" };
}

/** The manifest of a jar that starts a class of another jar; lines fold at 72 bytes (JAR specification). */
export function wrapperManifest(jar: string): string {
  const classPath = new URL(`file:${encodeURI(jar)}`).href;
  const lines = ["Manifest-Version: 1.0", `Main-Class: ${mainClass}`, `Class-Path: ${classPath}`];
  return `${lines.map(fold).join("\r\n")}\r\n\r\n`;
}

/** The gcloud SDK's jar names no main class, and firebase-tools insists on `java -jar`. */
function wrapJar(jar: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "firestore-emulator.jar");
  writeFileSync(path, storedZip("META-INF/MANIFEST.MF", Buffer.from(wrapperManifest(jar))));
  return path;
}

function fold(line: string): string {
  return line.match(/^.{1,70}|.{1,69}/g)?.join("\r\n ") ?? line;
}

function jarOfFirebaseTools(): string {
  const file = join(root, "node_modules/firebase-tools/lib/emulator/downloadableEmulatorInfo.json");
  const shape = z.object({ firestore: z.object({ downloadPathRelativeToCacheDir: z.string() }) });
  return shape.parse(JSON.parse(readFileSync(file, "utf8"))).firestore.downloadPathRelativeToCacheDir;
}

/** Following gcloud's symlink takes no time; asking gcloud itself, for installers that wrap it, takes seconds. */
function findInGcloudSdk(path: string): string | undefined {
  const gcloud = path
    .split(":")
    .map((folder) => join(folder, "gcloud"))
    .find((file) => existsSync(file));
  if (gcloud === undefined) return undefined;
  const linked = join(dirname(realpathSync(gcloud)), "..", jarInSdk);
  if (existsSync(linked)) return linked;
  const asked = spawnSync(gcloud, ["info", "--format=value(installation.sdk_root)"], {
    encoding: "utf8",
    timeout: 20_000,
  });
  const told = join((asked.stdout ?? "").trim(), jarInSdk);
  return asked.status === 0 && existsSync(told) ? told : undefined;
}
