import { type Happening, noticeSubjects } from "../../functions/src/domain/notice.ts";
import { sampleAuthentication, sampleSigning } from "../doubles/samples.ts";
import type { CountedStep } from "./countDocuments.ts";
import { CountedReminderWorld } from "./countedWorld.ts";

/**
 * What it costs to tell a holder of one wipe, that it was opened and that it is proven, beside the wipe itself; and an event that
 * comes a second time. Throws when one of them wasn't told.
 */
export async function countNotices(): Promise<readonly CountedStep[]> {
  const world = new CountedReminderWorld();
  const steps: CountedStep[] = [];
  const [holderId] = await world.enrolled();
  const shown = await world.revoke();
  const wipe = "devices" in shown ? shown.devices[0]?.wipe : undefined;
  const { wipeId = "", nonce = "" } = wipe ?? {};
  const tell = async (step: string, about: Happening["about"]) => {
    world.counted.tally.take();
    await world.give({ holderId, about, subject: `wipes/${wipeId}`, version: 1 });
    steps.push({ step, counts: world.counted.tally.take() });
  };
  const [revoked, erased] = noticeSubjects;
  await tell("notice of the revocation", revoked);
  const results = [sampleSigning, sampleAuthentication].map(({ thumbprint }) => {
    return { thumbprint, outcome: "erased" } as const;
  });
  await world.acknowledge({ commandId: `${wipeId}.1`, nonce, results });
  await tell("notice of the erasure", erased);
  await tell("event that comes twice", erased);
  const codes = world.codes().join(", ");
  if (codes !== "revoked, erased") throw new Error(`the holder was told: ${codes}`);
  return steps;
}
