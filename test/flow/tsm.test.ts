import { describe, expect, test } from "vitest";
import { minutesLater } from "../doubles/samples.ts";
import { World } from "../doubles/world.ts";

const signing = "s".repeat(43);
const authentication = "t".repeat(43);
const erased = { [signing]: "erased", [authentication]: "erased" } as const;

function phoneSays(wipeId: string, outcome: "failed" | "erased", needsTsm = false) {
  const results = [signing, authentication].map((thumbprint) => ({
    thumbprint,
    outcome,
    ...(needsTsm ? { needsTsm } : {}),
  }));
  return { commandId: `${wipeId}.1`, nonce: "id-3", results };
}

async function withTsm(): Promise<[World, string]> {
  const world = new World();
  world.tsm = async () => ({ outcome: "accepted" });
  return [world, await world.revoked()];
}

test("what the app can't erase by itself is handed over to the SEI-TSM at once", async () => {
  const [world, wipeId] = await withTsm();
  await world.attempt(wipeId);
  world.setMinutes(1);
  await world.acknowledge(phoneSays(wipeId, "failed", true));
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "pending",
    scope: "applet",
    nextStep: "askTsm",
    nextStepAt: minutesLater(1),
  });
  await world.attempt(wipeId);
  expect(world.asked).toEqual([wipeId]);
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "sent", nextStep: "askTsm" });
});

test("without a SEI-TSM the same answer is the device's error, for a person", async () => {
  const world = new World();
  const wipeId = await world.revoked();
  await world.acknowledge(phoneSays(wipeId, "failed", true));
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "stuck", cause: "deviceError" });
});

test("where the whole applet is erased, the SEI-TSM is asked from the start and the app never", async () => {
  const world = new World();
  world.tsm = async () => ({ outcome: "accepted" });
  world.scope = "applet";
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  expect(world.asked).toEqual([wipeId]);
  expect(world.sent).toEqual([]);
  expect(await world.fetch(String(world.documents.at(`wipes/${wipeId}`)?.deviceId))).toEqual([]);
});

test("its report confirms on the strongest evidence there is", async () => {
  const [world, wipeId] = await withTsm();
  expect(await world.tsmReports(wipeId, erased)).toEqual({ taken: true });
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "confirmed",
    evidence: "tsmConfirmed",
  });
});

describe("report and acknowledgement", () => {
  test("in this order: the phone's weaker word doesn't lower the evidence", async () => {
    const [world, wipeId] = await withTsm();
    await world.tsmReports(wipeId, erased);
    await world.acknowledge(phoneSays(wipeId, "erased"));
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
      state: "confirmed",
      evidence: "tsmConfirmed",
    });
  });

  test("in the other order: the report raises the evidence, and the end stays where it was", async () => {
    const [world, wipeId] = await withTsm();
    await world.acknowledge(phoneSays(wipeId, "erased"));
    world.setMinutes(60);
    await world.tsmReports(wipeId, erased);
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
      state: "confirmed",
      evidence: "tsmConfirmed",
      endedAt: minutesLater(0),
    });
  });
});

test("a repeated report is taken again and changes nothing, also after a later one", async () => {
  const [world, wipeId] = await withTsm();
  await world.attempt(wipeId);
  const notNow = { [signing]: "notNow", [authentication]: "notNow" } as const;
  await world.tsmReports(wipeId, notNow, "report-1");
  world.setMinutes(2);
  await world.register(String(world.documents.at(`wipes/${wipeId}`)?.holderId), {
    signedAt: minutesLater(2),
  });
  const before = world.documents.all();
  world.setMinutes(5);
  expect(await world.tsmReports(wipeId, notNow, "report-1")).toEqual({ taken: true });
  expect(world.documents.all()).toEqual(before);
});

test("the same report under a number of its own moves nothing that is confirmed", async () => {
  const [world, wipeId] = await withTsm();
  await world.tsmReports(wipeId, erased);
  const before = world.documents.at(`wipes/${wipeId}`);
  world.setMinutes(5);
  await world.tsmReports(wipeId, erased);
  expect(world.documents.at(`wipes/${wipeId}`)).toEqual(before);
});

describe("what a report changes is audited, and only that:", () => {
  const told = (world: World) =>
    world.documents.paths("audit").filter((path) => world.documents.at(path)?.act === "tsmReportTaken");

  test("one certificate's outcome, where the wipe's state and evidence stay", async () => {
    const [world, wipeId] = await withTsm();
    await world.tsmReports(wipeId, { [signing]: "failed", [authentication]: "failed" });
    expect(told(world)).toHaveLength(1);
    await world.tsmReports(wipeId, { [authentication]: "erased" });
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "stuck", evidence: "none" });
    expect(told(world)).toHaveLength(2);
  });

  test("stronger evidence for one certificate of a wipe that is confirmed", async () => {
    const [world, wipeId] = await withTsm();
    await world.acknowledge(phoneSays(wipeId, "erased"));
    await world.tsmReports(wipeId, { [authentication]: "erased" });
    expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ evidence: "deviceSigned" });
    expect(told(world)).toHaveLength(1);
    await world.tsmReports(wipeId, { [authentication]: "erased" });
    expect(told(world)).toHaveLength(1);
  });
});

test("another report under a number that was used is refused, and changes nothing", async () => {
  const [world, wipeId] = await withTsm();
  await world.tsmReports(wipeId, { [signing]: "failed", [authentication]: "erased" }, "report-1");
  const before = world.documents.all();
  expect(await world.tsmReports(wipeId, erased, "report-1")).toMatchObject({ refused: "proof_reused" });
  expect(world.documents.all()).toEqual(before);
});

test("a report that was refused can be sent again under its number once it holds", async () => {
  const [world, wipeId] = await withTsm();
  await world.tsmReports("no-such-wipe", erased, "report-1");
  expect(await world.tsmReports(wipeId, erased, "report-1")).toEqual({ taken: true });
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({ state: "confirmed" });
});

test("a report on a request that was never made is refused", async () => {
  const [world] = await withTsm();
  expect(await world.tsmReports("no-such-wipe", erased)).toMatchObject({
    refused: "acknowledgement_refused",
  });
});

test("a report on certificates that the request doesn't name is refused, and moves nothing", async () => {
  const [world, wipeId] = await withTsm();
  const before = world.documents.at(`wipes/${wipeId}`);
  const answer = await world.tsmReports(wipeId, { ["x".repeat(43)]: "erased" });
  expect(answer).toMatchObject({ refused: "acknowledgement_refused" });
  expect(world.documents.at(`wipes/${wipeId}`)).toEqual(before);
});

test("a report of failure leaves the wipe to a person, and the SEI-TSM is asked again later", async () => {
  const [world, wipeId] = await withTsm();
  await world.acknowledge(phoneSays(wipeId, "failed", true));
  await world.attempt(wipeId);
  await world.tsmReports(wipeId, { [signing]: "failed", [authentication]: "erased" });
  expect(world.documents.at(`wipes/${wipeId}`)).toMatchObject({
    state: "stuck",
    cause: "deviceError",
    nextStep: "askTsm",
  });
});
