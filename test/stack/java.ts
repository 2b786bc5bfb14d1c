import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { StackProblem } from "./problem.ts";

/** The oldest Java that firebase-tools accepts. */
const oldestJava = 21;

/** A Java that is new enough: what to put into JAVA_HOME, and its `bin` first on the PATH. */
export interface Java {
  readonly home: string;
  readonly version: number;
}

/** Where to look: an environment, and the folders in which the system keeps its JVMs. */
interface JavaPlaces {
  readonly JAVA_HOME?: string | undefined;
  readonly PATH?: string | undefined;
  readonly jvmFolders?: readonly string[];
}

const usualJvmFolders = [
  "/usr/lib/jvm",
  "/usr/java",
  "/opt/java",
  "/Library/Java/JavaVirtualMachines",
  "/opt/homebrew/opt",
  "/usr/local/opt",
  join(process.env.HOME ?? "/", ".sdkman/candidates/java"),
];

/** The first Java from 21 on in JAVA_HOME, on the PATH, or where systems keep JVMs; throws a StackProblem without one. */
export function findJava(places: JavaPlaces): Java {
  const tooOld: string[] = [];
  for (const home of candidates(places)) {
    const version = askVersion(home);
    if (version !== undefined && version >= oldestJava) return { home, version };
    if (version !== undefined) tooOld.push(`Java ${version} in ${home}`);
  }
  const found = tooOld.length > 0 ? `only ${tooOld.join(" and ")} found` : "none found";
  throw new StackProblem(
    `The Firestore emulator needs Java ${oldestJava} or newer: ${found}. Install a JDK ` +
      `(for example from https://adoptium.net) or point JAVA_HOME at one.`,
  );
}

/** The major version in what `java -version` prints; `1.8.0` counts as 8. Undefined when it isn't Java talking. */
export function readJavaVersion(output: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  if (first === undefined) return undefined;
  return Number(first === "1" ? second : first);
}

function candidates({ JAVA_HOME, PATH = "", jvmFolders = usualJvmFolders }: JavaPlaces): readonly string[] {
  const onPath = PATH.split(":").map((folder) => join(folder, "java"));
  const installed = jvmFolders.filter((folder) => existsSync(folder)).flatMap(javasIn);
  const javas = [...(JAVA_HOME ? [join(JAVA_HOME, "bin/java")] : []), ...onPath, ...installed];
  return [...new Set(javas.filter((java) => existsSync(java)).map(toHome))];
}

/** Follows symlinks: `/usr/bin/java` is at home where it leads to, and several names may lead to the same one. */
function toHome(java: string): string {
  return resolve(realpathSync(java), "../..");
}

function javasIn(folder: string): readonly string[] {
  return readdirSync(folder).flatMap((name) => [
    join(folder, name, "bin/java"),
    join(folder, name, "Contents/Home/bin/java"),
  ]);
}

/** Runs it rather than reading its folder name: macOS keeps a `java` on the PATH that only says "install me". */
function askVersion(home: string): number | undefined {
  const answer = spawnSync(join(home, "bin/java"), ["-version"], { encoding: "utf8", timeout: 10_000 });
  return answer.status === 0 ? readJavaVersion(answer.stderr + answer.stdout) : undefined;
}
