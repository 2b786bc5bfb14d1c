import { beforeEach, describe, expect, test } from "vitest";
import { auditIdOf } from "../../functions/src/domain/auditChain.ts";
import type { AuditCounts } from "../../functions/src/flow/verifyAudit.ts";
import { verifyAudit } from "../../functions/src/flow/verifyAudit.ts";
import { auditBook } from "../../functions/src/store/auditBook.ts";
import { memoryPages } from "../doubles/memoryPages.ts";
import { StaffWorld } from "../doubles/staffWorld.ts";
import { cardSigned, sampleRegistration } from "../doubles/world.ts";

let world: StaffWorld;
let holder: string;
let device: string;
let wipeId: string;

/** A holder whose one phone was revoked, attempted and erased, another holder with a phone, and two members of the staff. */
beforeEach(async () => {
  world = new StaffWorld();
  wipeId = await world.revoked();
  await world.attempt(wipeId);
  await refuseAnswers(3);
  const [path = ""] = world.documents.paths("devices");
  device = path;
  holder = `holders/${world.documents.at(device)?.holderId}`;
  await enrolAnother();
  await world.add("agent");
  await world.add("admin", "bob@staff.example");
});

async function refuseAnswers(times: number): Promise<void> {
  for (let seq = 1; seq <= times; seq += 1)
    await world.acknowledge({ commandId: `${wipeId}.1`, nonce: "wrong", seq });
}

async function enrolAnother(): Promise<void> {
  const session = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  await world.register("holderId" in session ? session.holderId : "", {
    secureElement: "c".repeat(64),
    certificates: sampleRegistration.certificates.map((one) => ({
      ...one,
      certificateId: one.certificateId.replace(/^./, "f"),
    })),
  });
}

async function verify(holderId?: string): Promise<{ counts: AuditCounts; breaks: string[] }> {
  const breaks: string[] = [];
  const book = auditBook(memoryPages(world.documents));
  const tell = ({ where, what }: { where: string; what: string }) => breaks.push(`${where}: ${what}`);
  return { counts: await verifyAudit({ holderId }, { book, tell }), breaks };
}

const entry = (chain: string, sequence: number) => `audit/${auditIdOf(chain, sequence)}`;
const headOf = (chain: string) => Object(world.documents.at(chain)?.auditHead);

test("a story that nobody touched has no break, and everything in it is counted", async () => {
  const { counts, breaks } = await verify();
  expect(breaks).toEqual([]);
  expect(counts).toEqual({
    holders: 2,
    devices: 2,
    entries: world.documents.paths("audit").length,
    breaks: 0,
  });
  expect(headOf(device).sequence).toBeGreaterThanOrEqual(3);
});

test("a service that has told nothing yet has no break", async () => {
  world = new StaffWorld();
  expect(await verify()).toEqual({
    counts: { holders: 0, devices: 0, entries: 0, breaks: 0 },
    breaks: [],
  });
});

describe("in a chain there shows", () => {
  test("a deleted entry", async () => {
    world.documents.remove(entry(device, 2));
    expect((await verify()).breaks).toEqual([`${device}: entry 3 follows 1`]);
  });

  test("an edited entry", async () => {
    world.documents.edit(entry(device, 2), { actor: "service" });
    expect((await verify()).breaks).toEqual([`${device}: entry 2 was changed: its hash doesn't fit`]);
  });

  test("an entry that isn't one any more", async () => {
    world.documents.edit(entry(device, 2), { at: "yesterday" });
    expect((await verify()).breaks).toEqual([
      `${device}: an entry after 0 can't be read`,
      `${entry(device, 2)}: can't be read as an entry`,
    ]);
  });

  test("two entries that changed places", async () => {
    const [second, third] = [2, 3].map((sequence) => world.documents.at(entry(device, sequence)) ?? {});
    world.documents.edit(entry(device, 2), { ...third, sequence: 2 });
    world.documents.edit(entry(device, 3), { ...second, sequence: 3 });
    expect((await verify()).breaks).toEqual([`${device}: entry 2 doesn't continue the one before it`]);
  });

  test("two entries that changed places with their numbers", async () => {
    const [second, third] = [2, 3].map((sequence) => world.documents.at(entry(device, sequence)) ?? {});
    world.documents.edit(entry(device, 2), third ?? {});
    world.documents.edit(entry(device, 3), second ?? {});
    const what = "belongs to no chain: its id isn't that of its place";
    expect((await verify()).breaks.toSorted()).toEqual(
      [`${entry(device, 2)}: ${what}`, `${entry(device, 3)}: ${what}`].toSorted(),
    );
  });

  test("an end that was cut off, with the head left as it was", async () => {
    const { sequence } = headOf(device);
    world.documents.remove(entry(device, sequence));
    expect((await verify()).breaks).toEqual([
      `${device}: the head is at ${sequence}, the last entry is ${sequence - 1}`,
    ]);
  });

  test("a head that was moved back, by the entries that are left after it", async () => {
    const first = world.documents.at(entry(device, 1));
    const { sequence } = headOf(device);
    world.documents.edit(device, { auditHead: { sequence: 1, hash: first?.hash } });
    const { breaks } = await verify();
    expect(breaks).toHaveLength(sequence - 1);
    expect(breaks).toContain(`${entry(device, 2)}: belongs to no chain: ${device} ends at 1`);
  });

  test("a head with a huge number, without going through all of it", async () => {
    const { sequence, hash } = headOf(device);
    world.documents.edit(device, { auditHead: { sequence: 1_000_000_000, hash } });
    expect((await verify()).breaks).toEqual([
      `${device}: the head is at 1000000000, the last entry is ${sequence}`,
    ]);
  });

  test("an entry of the register that was deleted, though the person it names is gone as well", async () => {
    world.documents.remove("staff/account-1");
    world.documents.remove(entry("registers/admin", 1));
    expect((await verify()).breaks).toEqual(["registers/admin: entry 2 follows 0"]);
  });

  test("a break behind the first page of a long chain", async () => {
    for (let minute = 1; minute <= 210; minute += 1) {
      world.setMinutes(minute);
      await world.add(minute % 2 === 0 ? "agent" : "admin");
    }
    expect((await verify()).breaks).toEqual([]);
    world.documents.remove(entry("registers/admin", 200));
    expect((await verify()).breaks).toEqual(["registers/admin: entry 201 follows 199"]);
    for (const sequence of [100, 101]) world.documents.remove(entry("registers/admin", sequence));
    expect((await verify()).breaks).toEqual(["registers/admin: entry 102 follows 99"]);
  });
});

describe("outside of the chains there shows", () => {
  test("a device whose record was deleted", async () => {
    const { sequence } = headOf(device);
    world.documents.remove(device);
    const { breaks } = await verify();
    expect(breaks).toContain(`${device}: was registered, but its record is gone`);
    expect(breaks.filter((line) => line.includes("belongs to no chain"))).toHaveLength(sequence);
  });

  test("a device that was deleted with all its entries", async () => {
    const { sequence } = headOf(device);
    for (let at = 1; at <= sequence; at += 1) world.documents.remove(entry(device, at));
    world.documents.remove(device);
    expect((await verify()).breaks).toEqual([`${device}: was registered, but its record is gone`]);
  });

  test("a device that was deleted with all its entries and the one on its registration", async () => {
    const { sequence } = headOf(device);
    for (let at = 1; at <= sequence; at += 1) world.documents.remove(entry(device, at));
    world.documents.remove(device);
    world.documents.remove(entry(holder, 2));
    expect((await verify()).breaks).toEqual([`${holder}: the head is at 2, the last entry is 1`]);
  });

  test("a device that nothing tells the registration of", async () => {
    const fields = world.documents.at(device) ?? {};
    const made = `devices/${"9".repeat(64)}`;
    const auditHead = { sequence: 0, hash: headOf(holder).hash };
    world.documents.edit(made, { ...fields, deviceId: "9".repeat(64), auditHead });
    expect((await verify()).breaks).toEqual([`${made}: no entry of its holder tells of its registration`]);
  });

  test("a device that was given to another holder", async () => {
    const [, other = ""] = world.documents.paths("holders");
    world.documents.edit(device, { holderId: other.slice("holders/".length) });
    expect((await verify()).breaks.toSorted()).toEqual([
      `${device}: no entry of its holder tells of its registration`,
      `${device}: was registered by another holder than its record names`,
    ]);
  });

  test("a holder whose record was deleted, by what is left of the story", async () => {
    world.documents.remove(holder);
    expect((await verify()).breaks.toSorted()).toEqual(
      [
        `${device}: its holder isn't kept`,
        `${entry(holder, 1)}: belongs to no chain: nobody has the one that it names`,
        `${entry(holder, 2)}: belongs to no chain: nobody has the one that it names`,
      ].toSorted(),
    );
  });

  test("an entry that was added under an id of its own", async () => {
    const first = world.documents.at(entry(device, 1)) ?? {};
    world.documents.edit("audit/made-up", first);
    world.documents.edit("audit/worse", { ...first, chain: "devices/../holders" });
    expect((await verify()).breaks).toEqual([
      "audit/made-up: belongs to no chain: its id isn't that of its place",
      "audit/worse: belongs to no chain: nobody has the one that it names",
    ]);
  });
});

describe("of one holder alone", () => {
  test("only that holder's breaks are told", async () => {
    const holderId = holder.slice("holders/".length);
    const [, other = ""] = world.documents.paths("holders");
    world.documents.remove(entry(other, 1));
    const whole = await verify(holderId);
    expect(whole.breaks).toEqual([]);
    expect(whole.counts).toMatchObject({ holders: 1, devices: 1, entries: 2 + headOf(device).sequence });
    world.documents.remove(entry(device, 1));
    expect((await verify(holderId)).breaks).toEqual([`${device}: entry 2 follows 0`]);
  });

  test("one that isn't there is told as missing", async () => {
    expect((await verify("nobody")).breaks).toEqual(["holders/nobody: there is no such holder"]);
  });
});

test("a phone that registers while its holder is verified is no break", async () => {
  const pages = memoryPages(world.documents);
  let isDone = false;
  const book = auditBook({
    ...pages,
    page: async (collection, query) => {
      const found = await pages.page(collection, query);
      if (collection === "devices" && !isDone) {
        isDone = true;
        await world.register(holder.slice("holders/".length), {
          secureElement: "8".repeat(64),
          certificates: sampleRegistration.certificates.map((one) => ({
            ...one,
            certificateId: one.certificateId.replace(/^./, "7"),
          })),
        });
      }
      return found;
    },
  });
  const breaks: unknown[] = [];
  await verifyAudit({}, { book, tell: (found) => breaks.push(found) });
  expect(isDone).toBe(true);
  expect(breaks).toEqual([]);
});
