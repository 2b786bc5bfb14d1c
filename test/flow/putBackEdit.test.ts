import { describe, expect, test } from "vitest";
import type { Certificate } from "../../functions/src/domain/certificate.ts";
import { isLegalCardChange } from "../../functions/src/domain/legalCardChange.ts";
import { isLegalCertificateChange, isLegalWipeChange } from "../../functions/src/domain/legalChange.ts";
import { isLegalHoldChange } from "../../functions/src/domain/legalHoldChange.ts";
import { putBackEdit } from "../../functions/src/flow/putBackEdit.ts";
import type { Fields } from "../../functions/src/store/documents.ts";
import { cardOf, certificateOf, holdOf, wipeOf } from "../../functions/src/store/firestoreStore.ts";
import { HoldWorld } from "../doubles/holdWorld.ts";
import { caTells } from "../doubles/partners.ts";
import { minutesLater } from "../doubles/samples.ts";
import { World } from "../doubles/world.ts";

async function revokedWorld() {
  const world = new World();
  const wipeId = await world.revoked();
  return { world, wipePath: `wipes/${wipeId}`, certificatePath: `certificates/${"a".repeat(64)}` };
}

const isLegalCertificate = (before: Certificate, after: Certificate) =>
  isLegalCertificateChange(before, after, ["authentication"]);

/** What the trigger does with a change; answers whether it was an edit past the tables. */
function heed(
  world: World,
  path: string,
  before: Fields | undefined,
  after: Fields | undefined,
): Promise<boolean> {
  const ports = { transact: world.store.transact, clock: world.clock, log: world.log };
  if (path.startsWith("holds"))
    return putBackEdit({ path, before, after, read: holdOf, isLegal: isLegalHoldChange }, ports);
  if (path.startsWith("cards"))
    return putBackEdit({ path, before, after, read: cardOf, isLegal: isLegalCardChange }, ports);
  return path.startsWith("wipes")
    ? putBackEdit({ path, before, after, read: wipeOf, isLegal: isLegalWipeChange }, ports)
    : putBackEdit({ path, before, after, read: certificateOf, isLegal: isLegalCertificate }, ports);
}

/** An admin's edit in the console, and the event that it causes. */
async function edit(world: World, path: string, fields: Fields): Promise<boolean> {
  const before = world.documents.at(path);
  world.documents.edit(path, fields);
  return heed(world, path, before, world.documents.at(path));
}

test("a revoked certificate that was made valid in the console is revoked again, and the audit tells it", async () => {
  const { world, certificatePath } = await revokedWorld();
  const before = world.documents.at(certificatePath);
  expect(await edit(world, certificatePath, { state: "valid" })).toBe(true);
  expect(world.documents.at(certificatePath)).toEqual({
    ...before,
    editPutBackAt: world.clock(),
    editPutBackMark: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  const acts = world.documents.paths("audit").map((path) => world.documents.at(path)?.act);
  expect(acts.at(-1)).toBe("editPutBack");
});

test("a wipe confirmed by hand, without evidence, is open again with its next step", async () => {
  const { world, wipePath } = await revokedWorld();
  expect(await edit(world, wipePath, { state: "confirmed" })).toBe(true);
  expect(world.documents.at(wipePath)).toMatchObject({ state: "pending", nextStep: "attempt" });
});

describe("once the device's record is gone", () => {
  const deviceless = async () => {
    const known = await revokedWorld();
    const [device = ""] = known.world.documents.paths("devices");
    known.world.documents.remove(device);
    return known;
  };

  test("an edit is put back, and the holder's audit tells it", async () => {
    const { world, wipePath, certificatePath } = await deviceless();
    const [holder = ""] = world.documents.paths("holders");
    for (const [path, state] of [
      [wipePath, "confirmed"],
      [certificatePath, "valid"],
    ] as const) {
      expect(await edit(world, path, { state })).toBe(true);
      const last = world.documents
        .paths("audit")
        .map((entry) => world.documents.at(entry))
        .at(-1);
      expect(last).toMatchObject({ act: "editPutBack", subjects: [path], chain: holder });
    }
    expect(world.documents.at(certificatePath)).toMatchObject({ state: "revoked" });
  });

  test("and the holder's too, an edit is put back although nobody is left to tell it of", async () => {
    const { world, certificatePath } = await deviceless();
    for (const path of world.documents.paths("holders")) world.documents.remove(path);
    expect(await edit(world, certificatePath, { state: "valid" })).toBe(true);
    expect(world.documents.at(certificatePath)).toMatchObject({ state: "revoked" });
  });
});

test("a state that no word of ours names is put back too", async () => {
  const { world, wipePath } = await revokedWorld();
  expect(await edit(world, wipePath, { state: "done" })).toBe(true);
  expect(world.documents.at(wipePath)).toMatchObject({ state: "pending" });
});

test("putting back isn't put back in turn, although no table leads that way", async () => {
  const { world, wipePath } = await revokedWorld();
  await world.tsmReports(wipePath.slice(6), { ["s".repeat(43)]: "erased", ["t".repeat(43)]: "erased" });
  const edited = { ...world.documents.at(wipePath), state: "cancelled" };
  await edit(world, wipePath, { state: "cancelled" });
  const restored = world.documents.at(wipePath);
  expect(restored).toMatchObject({ state: "confirmed" });
  expect(await heed(world, wipePath, edited, restored)).toBe(false);
});

/** The newest entry of the audit. */
function lastTold(world: World): Fields | undefined {
  return world.documents
    .paths("audit")
    .map((path) => world.documents.at(path))
    .at(-1);
}

test("a card that the CA ended is put back when it is made valid again or deleted, and the holder's audit tells it", async () => {
  const world = new World();
  const [holderId] = await world.enrolled();
  await caTells(world, { kind: "cardRevoked" });
  expect(await edit(world, "cards/card-1", { state: "valid" })).toBe(true);
  expect(world.documents.at("cards/card-1")).toMatchObject({ state: "revoked" });
  const told = { act: "editPutBack", subjects: ["cards/card-1"], chain: `holders/${holderId}` };
  expect(lastTold(world)).toMatchObject(told);
  const before = world.documents.at("cards/card-1");
  world.documents.remove("cards/card-1");
  expect(await heed(world, "cards/card-1", before, undefined)).toBe(true);
  expect(world.documents.at("cards/card-1")).toMatchObject({ state: "revoked" });
});

test("a hold whose clock or state was edited past its table is put back, and the holder's audit tells it", async () => {
  const world = new HoldWorld();
  const [holderId] = await world.enrolled();
  const path = `holds/${await world.held()}`;
  for (const change of [{ state: "over" }, { agentId: "agent-9" }, { nextStep: undefined }]) {
    expect(await edit(world, path, change)).toBe(true);
    expect(world.documents.at(path)).toMatchObject({ state: "open", agentId: "agent-1", nextStep: "remind" });
    expect(lastTold(world)).toMatchObject({ subjects: [path], chain: `holders/${holderId}` });
  }
});

describe("an edit isn't taken for our own putting back", () => {
  test("when it touches the mark as well", async () => {
    const { world, certificatePath } = await revokedWorld();
    const marks = { editPutBackAt: minutesLater(1), editPutBackMark: "0".repeat(64) };
    expect(await edit(world, certificatePath, { state: "valid", ...marks })).toBe(true);
    expect(world.documents.at(certificatePath)).toMatchObject({ state: "revoked" });
    expect(world.logged).toContain("edit_put_back");
  });

  test("when it repeats one that was put back, or brings back what was there with a mark before", async () => {
    const world = new World();
    await world.enrolled();
    const path = `certificates/${"a".repeat(64)}`;
    await edit(world, path, { state: "revoked" });
    const marked = world.documents.at(path) ?? {};
    expect(marked).toMatchObject({ state: "valid" });
    await world.revoke();
    expect(await edit(world, path, marked)).toBe(true);
    expect(world.documents.at(path)).toMatchObject({ state: "revoked" });
    expect(await edit(world, path, { state: "valid" })).toBe(true);
    expect(await edit(world, path, { state: "valid" })).toBe(true);
    expect(world.documents.at(path)).toMatchObject({ state: "revoked" });
  });
});

test("our own writes are no edits, whatever they move", async () => {
  const { world, wipePath } = await revokedWorld();
  const before = world.documents.at(wipePath);
  await world.attempt(wipePath.slice(6));
  expect(await heed(world, wipePath, before, world.documents.at(wipePath))).toBe(false);
});

test("an edit that is no longer there is left alone: the event came late", async () => {
  const { world, certificatePath } = await revokedWorld();
  const before = world.documents.at(certificatePath);
  const edited = { ...before, state: "valid" };
  expect(await heed(world, certificatePath, before, edited)).toBe(true);
  expect(world.documents.at(certificatePath)).toEqual(before);
});

test("the same event twice puts back once", async () => {
  const { world, certificatePath } = await revokedWorld();
  const before = world.documents.at(certificatePath);
  const edited = { ...before, state: "valid" };
  await edit(world, certificatePath, { state: "valid" });
  const entries = world.documents.paths("audit").length;
  await heed(world, certificatePath, before, edited);
  expect(world.documents.paths("audit")).toHaveLength(entries);
});

test("the log says in which collection, and no document's id, which may be a hash of a serial", async () => {
  const { world, certificatePath: path } = await revokedWorld();
  const before = world.documents.at(path);
  world.documents.edit(path, { state: "valid" });
  const after = world.documents.at(path);
  const logged: unknown[] = [];
  const log = (code: string, fields?: object) => void logged.push({ code, ...fields });
  const change = { path, before, after, read: certificateOf, isLegal: isLegalCertificate };
  await putBackEdit(change, { transact: world.store.transact, clock: world.clock, log });
  expect(logged).toEqual([{ code: "edit_put_back", collection: "certificates" }]);
});
