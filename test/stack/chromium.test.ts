import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findChromium } from "./chromium.ts";

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), "katazuke-chromium-"));
});

afterEach(() => rmSync(machine, { recursive: true }));

function install(path: string): string {
  const file = join(machine, path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, "#!/bin/sh\n");
  chmodSync(file, 0o755);
  return file;
}

describe("finding Chromium", () => {
  test("CHROMIUM comes before the PATH", () => {
    const chosen = install("chosen/my-browser");
    install("bin/chromium");
    expect(findChromium({ CHROMIUM: chosen, PATH: join(machine, "bin"), usualPlaces: [] })).toBe(chosen);
  });

  test.each([["chromium"], ["chromium-browser"], ["google-chrome"], ["google-chrome-stable"]])(
    "%s is found on the PATH",
    (name) => {
      const file = install(`bin/${name}`);
      const PATH = `${join(machine, "empty")}:${join(machine, "bin")}`;
      expect(findChromium({ PATH, usualPlaces: [] })).toBe(file);
    },
  );

  test("one that isn't on the PATH is found where systems keep it", () => {
    const file = install("Applications/Chromium");
    expect(findChromium({ PATH: "", usualPlaces: [join(machine, "none"), file] })).toBe(file);
  });

  test("without one, the problem says how to get one; a CHROMIUM that isn't there is never passed over", () => {
    const none = { PATH: machine, usualPlaces: [] };
    expect(() => findChromium(none)).toThrow(/none found\. Install one \(apt-get install chromium\)/);
    install("bin/chromium");
    const wrong = { CHROMIUM: "/nowhere/chromium", PATH: join(machine, "bin"), usualPlaces: [] };
    expect(() => findChromium(wrong)).toThrow("CHROMIUM names /nowhere/chromium, which isn't there");
  });
});
