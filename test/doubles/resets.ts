import type { ResetPhase } from "../../functions/src/domain/reset.ts";
import type { ResetAnswer, ResetCapability } from "../../functions/src/domain/resetCapability.ts";
import { checkFoundCertificates, reportFoundErased } from "../../functions/src/flow/foundCertificates.ts";
import { reportReset } from "../../functions/src/flow/reportReset.ts";
import { partnerProof } from "./partners.ts";
import { sampleRules } from "./sampleRules.ts";
import { sampleDevice } from "./samples.ts";
import type { World } from "./world.ts";

/** The reset registry: one answer for every Android phone. */
export function registryOf(clears: ResetAnswer): readonly ResetCapability[] {
  const source = { source: "the test", statedOn: "2026-11-22" };
  return [{ capabilityId: "android", platform: "android", clears, ...source }];
}

/** What a test changes about a maker's report; it is about the sample phone's secure element, started just now. */
interface ToldReset {
  readonly phase?: ResetPhase;
  readonly secureElement?: string;
  readonly reachedAt?: Date;
  readonly jti?: string;
  readonly clears?: ResetAnswer;
}

/** The maker reports a reset, under a number of its own. */
export function makerReports(world: World, told: ToldReset = {}): ReturnType<typeof reportReset> {
  const { phase = "started", secureElement = sampleDevice.secureElement, reachedAt = world.clock() } = told;
  const { jti = world.newId(), clears = "no" } = told;
  const proof = partnerProof(jti, JSON.stringify([phase, secureElement, reachedAt]));
  return reportReset("report", {
    readResetReport: async () => ({
      ...{ partnerId: "phone-maker", secureElement, proof },
      report: { phase, reachedAt },
    }),
    limit: world.limit,
    transact: world.store.transact,
    readRegistry: async () => registryOf(clears),
    hasTsm: world.tsm !== undefined,
    rules: sampleRules,
    auditRefusal: world.auditRefusal,
    clock: world.clock,
    newId: world.newId,
  });
}

/** Somebody else's app asks about certificates that it found. */
export function foundOn(
  world: World,
  thumbprints: readonly string[],
): ReturnType<typeof checkFoundCertificates> {
  const { store, clock } = world;
  return checkFoundCertificates(thumbprints, { transact: store.transact, clock });
}

/** Somebody else's app says what became of them. */
export function saysErased(
  world: World,
  thumbprints: readonly string[],
  outcome: "erased" | "failed" = "erased",
): ReturnType<typeof reportFoundErased> {
  const { store, clock } = world;
  return reportFoundErased({ thumbprints, outcome }, { transact: store.transact, clock });
}
