import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findJava, readJavaVersion } from "./java.ts";

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), "katazuke-java-"));
});

afterEach(() => rmSync(machine, { recursive: true }));

/** A JVM folder whose `java -version` prints that version, as every real one does, on stderr. */
function installJava(name: string, version: string): string {
  const home = join(machine, name);
  mkdirSync(join(home, "bin"), { recursive: true });
  writeFileSync(join(home, "bin/java"), `#!/bin/sh\necho 'openjdk version "${version}" 2025-09-16' >&2\n`);
  chmodSync(join(home, "bin/java"), 0o755);
  return home;
}

describe("finding Java", () => {
  test("JAVA_HOME comes before the PATH", () => {
    const home = installJava("chosen", "21.0.9");
    const other = installJava("other", "25");
    expect(findJava({ JAVA_HOME: home, PATH: join(other, "bin"), jvmFolders: [] })).toEqual({
      home,
      version: 21,
    });
  });

  test("an old JAVA_HOME and an old Java on the PATH are passed over for a newer one among the JVMs", () => {
    const old = installJava("old", "17.0.15");
    const places = { JAVA_HOME: old, PATH: join(old, "bin"), jvmFolders: [join(machine, "jvms")] };
    const home = installJava("jvms/temurin-25", "25.0.1");
    expect(findJava(places)).toEqual({ home, version: 25 });
  });

  test("a JVM in the folders of macOS is found inside its bundle", () => {
    const home = installJava("jvms/temurin-21.jdk/Contents/Home", "21");
    expect(findJava({ jvmFolders: [join(machine, "jvms")] })).toEqual({ home, version: 21 });
  });

  test("the home of a linked java is where the link leads", () => {
    const home = installJava("real", "22");
    mkdirSync(join(machine, "bin"));
    symlinkSync(join(home, "bin/java"), join(machine, "bin/java"));
    expect(findJava({ PATH: join(machine, "bin"), jvmFolders: [] }).home).toBe(home);
  });

  test("only old ones: the line names each once and says what to do", () => {
    const old = installJava("old", "17.0.15");
    const places = { JAVA_HOME: old, PATH: join(old, "bin"), jvmFolders: [] };
    expect(() => findJava(places)).toThrow(
      `The Firestore emulator needs Java 21 or newer: only Java 17 in ${old} found. Install a JDK ` +
        "(for example from https://adoptium.net) or point JAVA_HOME at one.",
    );
  });

  test("none at all: the line says so", () => {
    expect(() => findJava({ jvmFolders: [] })).toThrow("needs Java 21 or newer: none found. Install a JDK");
  });
});

test.each([
  ['openjdk version "25.0.1" 2025-10-21', 25],
  ['openjdk version "21" 2023-09-19', 21],
  ['java version "1.8.0_431"', 8],
  ['openjdk version "26-ea" 2026-03-17', 26],
  ["The operation couldn’t be completed. Unable to locate a Java Runtime.", undefined],
])("%s is read as %s", (output, version) => {
  expect(readJavaVersion(output)).toBe(version);
});
