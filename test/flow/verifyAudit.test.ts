import { beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { partnerThumbprint } from "../../functions/src/domain/partnerThumbprint.ts";
import {
  addPartnerKey,
  disablePartner,
  registerPartner,
  retirePartnerKey,
} from "../../functions/src/flow/changePartner.ts";
import { verifyAudit } from "../../functions/src/flow/verifyAudit.ts";
import { auditBook } from "../../functions/src/store/auditBook.ts";
import { entryPath as entry, otherCertificates, tellAuditStory, verifyStory } from "../doubles/auditStory.ts";
import { memoryPages } from "../doubles/memoryPages.ts";
import { partnerSigner } from "../doubles/partners.ts";
import { StaffWorld } from "../doubles/staffWorld.ts";

let world: StaffWorld;
let holder: string;
let device: string;
beforeEach(async () => {
  ({ world, holder, device } = await tellAuditStory());
});

const verify = (holderId?: string) => verifyStory(world, holderId);
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

describe("of a partner there shows", () => {
  const [own, other] = [partnerSigner("ES256", "key-1"), partnerSigner("ES256", "key-1")];
  const thumbprints = [partnerThumbprint(own.jwk), partnerThumbprint(other.jwk)];

  beforeEach(async () => {
    const about = { partnerId: "card-ca", name: "Card CA", kind: "ca", scopes: ["ca:events"] } as const;
    await registerPartner(about, world.services);
    await addPartnerKey({ partnerId: "card-ca", jwk: own.jwk }, world.services);
    expect((await verify()).breaks).toEqual([]);
  });

  const keysOf = () =>
    z.array(z.object({ jwk: z.unknown() }).loose()).parse(world.documents.at("partners/card-ca")?.keys);

  test("another key under the same kid", async () => {
    world.documents.edit("partners/card-ca", { keys: keysOf().map((key) => ({ ...key, jwk: other.jwk })) });
    expect((await verify()).breaks).toEqual([
      `partners/card-ca: has a key key-1 (${thumbprints[1]}) that the register doesn't tell of`,
      `partners/card-ca: lacks a key that was added (${thumbprints[0]})`,
    ]);
  });

  test("a key that was retired and is in use again", async () => {
    await retirePartnerKey({ partnerId: "card-ca", kid: "key-1" }, world.services);
    expect((await verify()).breaks).toEqual([]);
    world.documents.edit("partners/card-ca", { keys: keysOf().map(({ endsAt, ...key }) => key) });
    expect((await verify()).breaks).toEqual([
      `partners/card-ca: has a key in use that was retired (${thumbprints[0]})`,
    ]);
  });

  test("one that was shut out and let in past the register", async () => {
    await disablePartner("card-ca", world.services);
    expect((await verify()).breaks).toEqual([]);
    world.documents.edit("partners/card-ca", { state: "active" });
    expect((await verify()).breaks).toEqual(["partners/card-ca: is active, but was disabled last"]);
  });

  test("one that nobody registered, one whose record is gone, and one whose record can't be read", async () => {
    const registered = world.documents.at("partners/card-ca") ?? {};
    world.documents.edit("partners/maker-1", { ...registered, partnerId: "maker-1" });
    world.documents.edit("partners/maker-2", { partnerId: "maker-2" });
    world.documents.remove("partners/card-ca");
    expect((await verify()).breaks).toEqual([
      "partners/card-ca: was registered, but its record is gone",
      "partners/maker-1: the register doesn't tell of it",
      "partners/maker-2: its record can't be read",
    ]);
  });

  test("every partner, when the whole register is gone", async () => {
    world.documents.remove("registers/admin");
    expect((await verify()).breaks).toContain("partners/card-ca: the register doesn't tell of it");
  });

  test("nothing of what an admin changes while it is verified", async () => {
    const pages = memoryPages(world.documents);
    const book = auditBook({
      ...pages,
      at: async (paths) => {
        await disablePartner("card-ca", world.services);
        return pages.at(paths);
      },
    });
    const breaks: unknown[] = [];
    await verifyAudit({ holderId: undefined }, { book, tell: (found) => breaks.push(found) });
    expect(breaks).toEqual([]);
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
          certificates: otherCertificates("7"),
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
