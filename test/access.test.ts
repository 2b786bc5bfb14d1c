import { beforeAll, expect, test } from "vitest";
import { isRefused } from "../functions/src/domain/refusal.ts";
import { prepare, tryOf } from "./access/actors.ts";
import { type Cast, makeCast } from "./access/cast.ts";
import { cells } from "./access/rows.ts";
import { type Story, storyIn } from "./access/story.ts";

let cast: Cast;
beforeAll(async () => {
  cast = await makeCast();
});

/** The old phone's certificates, whether a wipe of that phone is open, and what the audit was told since. */
function outcomeOf({ world, phone, deviceId }: Story, before: readonly string[]): string {
  const [signing, authentication] = [phone.signing, phone.authentication].map(
    ({ certificateId }) => world.documents.at(`certificates/${certificateId}`)?.state,
  );
  const wipes = world.documents.paths("wipes").map((path) => world.documents.at(path) ?? {});
  const isOpen = wipes.some((wipe) => wipe.deviceId === deviceId && wipe.nextStep !== undefined);
  const told = world.documents.paths("audit").filter((path) => !before.includes(path));
  const acts = told.map((path) => world.documents.at(path)?.act).join(" ") || "nothing told";
  return `${signing} ${authentication}, ${isOpen ? "wipe" : "no wipe"}, ${acts}`;
}

/** Everything of the holder who has nothing to do with it. */
function othersThings({ world, otherHolderId }: Story) {
  return Object.entries(world.documents.all()).filter(
    ([path, { holderId }]) => holderId === otherHolderId || path === `holders/${otherHolderId}`,
  );
}

/** Of the old phone's certificates those that are revoked, and how: that stays, whatever comes. */
function revocationsOf({ world, phone }: Story): Record<string, unknown> {
  const kinds = ["signing", "authentication"] as const;
  const found = kinds.map((kind) => {
    const { certificateId } = phone[kind];
    return [kind, world.documents.at(`certificates/${certificateId}`)?.revocation] as const;
  });
  return Object.fromEntries(found.filter(([, revocation]) => revocation !== undefined));
}

test.each(cells)("$channel by $actor, $state: $outcome", async ({ channel, actor, state, outcome }) => {
  const story = await storyIn(state, cast, channel.startsWith("release"));
  await prepare(actor, story);
  const before = story.world.documents.all();
  const [told, others, revocations] = [
    story.world.documents.paths("audit"),
    othersThings(story),
    revocationsOf(story),
  ];
  const decision = await tryOf(channel, actor)(story);
  expect(isRefused(decision) ? decision.refused : outcomeOf(story, told)).toBe(outcome);
  if (isRefused(decision)) expect(story.world.documents.all()).toEqual(before);
  expect({ ...revocationsOf(story), ...revocations }).toEqual(revocationsOf(story));
  expect(othersThings(story)).toEqual(others);
});
