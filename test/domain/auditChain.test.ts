import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { AuditEntry, AuditFact } from "../../functions/src/domain/audit.ts";
import {
  auditIdOf,
  breakIn,
  chainOf,
  continueChain,
  emptyChain,
  isChain,
  startOfDeviceChain,
} from "../../functions/src/domain/auditChain.ts";
import { sampleDevice, sampleHolder, start } from "../doubles/samples.ts";

const fact: AuditFact = {
  act: "sessionOpened",
  actor: "holder",
  method: "cardSignature",
  subjects: ["holders/holder-1"],
  at: start,
};
const { entries, head } = continueChain(sampleHolder, [fact, { ...fact, act: "deviceRegistered" }]);
const [first, second] = entries;
const wholeness = (seen: readonly (AuditEntry | undefined)[]) =>
  breakIn(
    { start: emptyChain, head },
    seen.filter((entry) => entry !== undefined),
  );

test("a chain bears the name of the document that carries its head", () => {
  expect(chainOf(sampleHolder)).toBe("holders/holder-1");
  expect(chainOf(sampleDevice)).toBe(`devices/${"d".repeat(64)}`);
});

test("an entry's hash is the SHA-256 of the hash before it and of what it tells, each led by its length", () => {
  const told = `["holder-1","holders/holder-1",1,"sessionOpened","holder","cardSignature",["holders/holder-1"],"2026-11-22T09:00:00.000Z"]`;
  const digest = createHash("sha256").update(`0:${told.length}:${told}`).digest("hex");
  expect(first).toMatchObject({ sequence: 1, previousHash: "", hash: digest });
  expect(second).toMatchObject({ sequence: 2, previousHash: digest, hash: head.hash });
});

test("a device's chain starts where the holder's stands", () => {
  const holder = { ...sampleHolder, auditHead: head };
  const device = { ...sampleDevice, auditHead: startOfDeviceChain(holder) };
  const [entry] = continueChain(device, [fact]).entries;
  expect(entry).toMatchObject({ chain: chainOf(device), sequence: 1, previousHash: head.hash });
});

test("a whole chain has no break, in whatever order its entries are found", () => {
  expect(wholeness([first, second])).toBeUndefined();
  expect(wholeness([second, first])).toBeUndefined();
  expect(breakIn({ start: emptyChain, head: emptyChain }, [])).toBeUndefined();
});

test("a missing, changed, moved or cut-off entry shows", () => {
  expect(wholeness([second])).toBe("entry 2 follows 0");
  expect(wholeness([first])).toBe("the head is at 2, the last entry is 1");
  expect(wholeness([])).toBe("the head is at 2, the last entry is 0");
  expect(wholeness([first && { ...first, actor: "device" }, second])).toBe(
    "entry 1 was changed: its hash doesn't fit",
  );
  expect(wholeness([first, second && { ...second, chain: "devices/other" }])).toBe(
    "entry 2 was changed: its hash doesn't fit",
  );
  expect(wholeness([first, second && { ...second, previousHash: "other" }])).toBe(
    "entry 2 doesn't continue the one before it",
  );
});

test("the register's chain is nobody's: its entries name no holder, and their hash says so", () => {
  const register = { registerId: "admin", auditHead: emptyChain } as const;
  const [entry] = continueChain(register, [{ ...fact, act: "staffAdded", subjects: ["staff/s"] }]).entries;
  const told = `[null,"registers/admin",1,"staffAdded","holder","cardSignature",["staff/s"],"2026-11-22T09:00:00.000Z"]`;
  const digest = createHash("sha256").update(`0:${told.length}:${told}`).digest("hex");
  expect(entry).toMatchObject({ chain: "registers/admin", hash: digest });
  expect(entry).not.toHaveProperty("holderId");
});

test("an entry's id follows from its place: SHA-256 of chain and number, each led by its length", () => {
  const digest = createHash("sha256").update("16:holders/holder-12:10").digest("hex");
  expect(auditIdOf("holders/holder-1", 10)).toBe(digest);
});

test("only a document that can carry a head names a chain", () => {
  expect(["holders/h_1", "devices/d-1", "registers/admin"].filter(isChain)).toHaveLength(3);
  const others = [
    "",
    "holders",
    "holders/",
    "holders/a/b",
    "holders/__x__",
    "staff/s",
    "registers/other",
    "devices/..",
  ];
  expect(others.filter(isChain)).toEqual([]);
});
