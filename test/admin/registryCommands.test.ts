import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { readRegistry } from "../../functions/src/admin/registryFile.ts";
import { resetClears } from "../../functions/src/domain/resetCapability.ts";
import { AdminTerminal } from "../doubles/adminTerminal.ts";

let folder: string;
let terminal: AdminTerminal;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "katazuke-admin-"));
  terminal = new AdminTerminal();
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(content: unknown): string {
  const path = join(folder, "registry.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

const version = "2026-11-22";
const one = {
  capabilityId: "sample",
  platform: "android",
  clears: "yes",
  source: "A page",
  statedOn: "2026-11-22",
};

test("what is shipped says no for every Android and yes for every iPhone, with a source for each", () => {
  const { version, capabilities: registry } = readRegistry(undefined);
  expect(version).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  const phone = { model: "Any", osVersion: "1", appVersion: "1" };
  expect(resetClears(registry, { platform: "android", ...phone })).toBe("no");
  expect(resetClears(registry, { platform: "ios", ...phone })).toBe("yes");
  expect(registry.filter(({ source }) => !source.includes("https://"))).toEqual([]);
});

test("what is shipped is loaded, told in the audit once, and the same again changes nothing", async () => {
  expect(await terminal.type("registry load --local")).toBe(0);
  expect(terminal.said.at(-1)).toBe("2 entries changed.");
  expect(await terminal.type("registry load --local")).toBe(0);
  expect(terminal.said.at(-1)).toBe("It was all there already.");
  expect(terminal.world.told()).toEqual([
    ["resetRegistryLoaded", "resetCapabilities/android", "resetCapabilities/iphone"],
  ]);
  expect(await terminal.type("audit verify --local")).toBe(0);
});

test("another file takes its place: what isn't in it is withdrawn", async () => {
  await terminal.type("registry load --local");
  expect(await terminal.type(`registry load --local --file ${file({ version, capabilities: [one] })}`)).toBe(
    0,
  );
  expect(terminal.said).toContain("resetCapabilities/sample: android: yes (2026-11-22: A page)");
  const stored = terminal.world.documents.at("resetCapabilities/iphone");
  expect(stored).toMatchObject({ clears: "yes", withdrawnAt: expect.any(Date) });
});

describe("what is loaded is shown", () => {
  test("with the phones, the answer, the day and the source, and what was withdrawn after it", async () => {
    await terminal.type("registry load --local");
    const phones = { ...one, model: "Sample*", osVersionFrom: "14", osVersionTo: "15" };
    const old = { ...one, capabilityId: "older", clears: "unknown", osVersionTo: "9" };
    const capabilities = [old, phones, { ...one, capabilityId: "young", clears: "no", osVersionFrom: "16" }];
    await terminal.type(`registry load --local --file ${file({ version, capabilities })}`);
    const writes = terminal.world.documents.writes;
    expect(await terminal.type("registry show --local")).toBe(0);
    expect(terminal.said).toEqual([
      "resetCapabilities/older: android to 9: unknown (2026-11-22: A page)",
      "resetCapabilities/sample: android from 14 to 15, Sample*: yes (2026-11-22: A page)",
      "resetCapabilities/young: android from 16: no (2026-11-22: A page)",
      "resetCapabilities/android: android: withdrawn since 2026-11-22",
      "resetCapabilities/iphone: ios: withdrawn since 2026-11-22",
    ]);
    expect(terminal.world.documents.writes).toBe(writes);
  });

  test("and where nothing is, what follows from that and how to load it, also after a dry run", async () => {
    const none = [
      expect.stringMatching(/^No reset registry is loaded: .* unknown /),
      expect.stringContaining("`registry load` loads the one that is shipped"),
    ];
    expect(await terminal.type("registry show --local")).toBe(0);
    expect(terminal.said).toEqual(none);
    await terminal.type("registry load --local --dry-run");
    await terminal.type("registry show --local");
    expect(terminal.said).toEqual(none);
  });

  test("and where everything was withdrawn by hand, that nothing is loaded comes first", async () => {
    await terminal.type("registry load --local");
    for (const path of terminal.world.documents.paths("resetCapabilities"))
      terminal.world.documents.edit(path, { withdrawnAt: terminal.world.clock() });
    await terminal.type("registry show --local");
    expect(terminal.said.at(0)).toContain("No reset registry is loaded");
    expect(terminal.said).toContain("resetCapabilities/iphone: ios: withdrawn since 2026-11-22");
  });
});

test("a dry run tells what would be kept and keeps nothing", async () => {
  await terminal.type(`registry load --local --dry-run --file ${file({ version, capabilities: [one] })}`);
  expect(terminal.said).toEqual([
    "This would, in the local stack:",
    "  record resetCapabilities/sample: android: yes (2026-11-22: A page)",
    "  tell it in the audit: resetRegistryLoaded",
  ]);
  expect(terminal.world.documents.writes).toBe(0);
});

describe("a file that isn't a registry is refused, and nothing is changed:", () => {
  test.each<[string, unknown, string]>([
    ["no JSON", "{", "can't be read"],
    ["no version", { capabilities: [one] }, "version"],
    ["no entries", { version, capabilities: [] }, "capabilities"],
    [
      "an entry without a source",
      { version, capabilities: [{ ...one, source: undefined }] },
      "capabilities.0.source",
    ],
    ["an id twice", { version, capabilities: [one, one] }, "each capabilityId once"],
    [
      "a version that isn't one",
      { version, capabilities: [{ ...one, osVersionFrom: "Vanilla" }] },
      "osVersionFrom",
    ],
  ])("%s", async (_, content, says) => {
    expect(await terminal.type(`registry load --local --file ${file(content)}`)).toBe(1);
    expect(terminal.complained.join()).toContain(says);
    expect(terminal.world.documents.writes).toBe(0);
  });
});
