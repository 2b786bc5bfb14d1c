import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findFirestoreJar, wrapperManifest } from "./firestoreJar.ts";

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), "katazuke-jar-"));
});

afterEach(() => rmSync(machine, { recursive: true }));

function put(path: string): string {
  const file = join(machine, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
  return file;
}

describe("finding the Firestore emulator", () => {
  test("the one that the environment names comes first", () => {
    const places = {
      FIRESTORE_EMULATOR_BINARY_PATH: "/somewhere/mine.jar",
      FIREBASE_EMULATORS_PATH: machine,
    };
    expect(findFirestoreJar(places, machine)).toEqual({
      path: "/somewhere/mine.jar",
      from: "FIRESTORE_EMULATOR_BINARY_PATH",
    });
  });

  test("one that firebase-tools has downloaded is used as it is", () => {
    const jar = put("downloads/cloud-firestore-emulator-v1.22.0.jar");
    const found = findFirestoreJar({ FIREBASE_EMULATORS_PATH: join(machine, "downloads") }, machine);
    expect(found).toEqual({ path: jar, from: "firebase-tools' downloads" });
  });

  test("that of a gcloud SDK is found behind gcloud's link and wrapped", () => {
    const jar = put("sdk/platform/cloud-firestore-emulator/cloud-firestore-emulator.jar");
    mkdirSync(join(machine, "bin"));
    symlinkSync(put("sdk/bin/gcloud"), join(machine, "bin/gcloud"));
    const places = { FIREBASE_EMULATORS_PATH: machine, PATH: join(machine, "bin") };
    const found = findFirestoreJar(places, join(machine, "wrapped"));
    expect(found).toEqual({ path: join(machine, "wrapped/firestore-emulator.jar"), from: "the gcloud SDK" });
    const wrapped = readFileSync(join(machine, "wrapped/firestore-emulator.jar"), "latin1");
    expect(wrapped.replaceAll("\r\n ", "")).toContain(`Class-Path: file://${jar}\r\n`);
  });

  test("without any there is nothing to find", () => {
    expect(findFirestoreJar({ FIREBASE_EMULATORS_PATH: machine, PATH: machine }, machine)).toBeUndefined();
  });
});

test("a manifest's long lines are folded so that none is above 72 bytes", () => {
  const manifest = wrapperManifest(
    "/opt/a folder/with/quite/a/long/name/cloud-firestore-emulator/emulator.jar",
  );
  expect(manifest).toBe(
    "Manifest-Version: 1.0\r\n" +
      "Main-Class: com.google.cloud.datastore.emulator.firestore.CloudFiresto\r\n" +
      " re\r\n" +
      "Class-Path: file:///opt/a%20folder/with/quite/a/long/name/cloud-firest\r\n" +
      " ore-emulator/emulator.jar\r\n" +
      "\r\n",
  );
});
