import { hexDigest } from "../../functions/src/domain/hash.ts";
import type { Clerk } from "../../functions/src/flow/counterPorts.ts";
import { ann, bob, eve } from "../doubles/counterWorld.ts";
import type { Try } from "./actors.ts";
import type { Story } from "./story.ts";

const requestId = "request-of-the-check";

/** Whoever acts in a check that was opened before, and in which they act. */
const inChecks: Readonly<Record<string, readonly [clearanceId: string, clerk: Clerk]>> = {
  "clerk in the check": [hexDigest("clearance", ann.clerkId, requestId), ann],
  "clerk, where a reset clears it": [hexDigest("clearance", ann.clerkId, requestId), ann],
  "another clerk of the shop": [hexDigest("clearance", ann.clerkId, requestId), bob],
  "clerk of another shop": [hexDigest("clearance", ann.clerkId, requestId), eve],
  "clerk, other check's id": ["0".repeat(64), ann],
};

/** Has the old phone checked, and the shop shut out or the registry loaded, where that has to have happened before. */
export async function openCheck(actor: string, story: Story): Promise<void> {
  const { world } = story;
  if (actor === "clerk of a shop that was shut out") await world.closeShop(ann.shopId);
  if (actor === "clerk, where a reset clears it") world.resetHelps = "yes";
  if (inChecks[actor]) await world.check(shown(story), ann, requestId);
}

/** Acts in the check. */
export function inCheck(
  actor: string,
  go: (story: Story, asked: readonly [string, Clerk]) => Promise<unknown>,
): Try | undefined {
  const asked = inChecks[actor];
  return asked && ((story) => go(story, asked));
}

/** Whoever wants to have the old phone checked. */
export const checkers: Readonly<Record<string, Try>> = {
  "clerk, shown the phone": (story) => story.world.check(shown(story)),
  "clerk, told a number that nobody has": ({ world }) =>
    world.check({ receptionNumber: "9999", code: "123456" }),
  "clerk, shown another phone's signature": (story) => story.world.check(shown(story, "Z".repeat(43))),
  "clerk of a shop that was shut out": (story) => story.world.check(shown(story)),
};

/** What the old phone shows, signed by its own key unless told. */
function shown({ world, deviceId }: Story, key = "1".repeat(43)) {
  return world.shownBy({ deviceId, key });
}
