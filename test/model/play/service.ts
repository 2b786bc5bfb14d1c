import { expireCertificates } from "../../../functions/src/flow/expireCertificates.ts";
import { reportFromTsm } from "../../../functions/src/flow/reportFromTsm.ts";
import { partnerProof } from "../../doubles/partners.ts";
import { sampleRules } from "../../doubles/sampleRules.ts";
import { unlimited } from "../../doubles/unlimited.ts";
import type { Act, Said } from "../act.ts";
import type { Crash, Report } from "../step.ts";
import { wipes } from "../stored.ts";
import type { Universe } from "../universe.ts";
import { newest } from "./drive.ts";

/** The SEI-TSM reports on a wipe, whether it was asked or not. */
export async function report(step: Report, universe: Universe, crash?: Crash): Promise<void> {
  const wipe = newest(wipes.all(universe.documents), step.pick);
  if (!wipe) return;
  const version = step.isFirstVersion ? 1 : wipe.commandVersion;
  const about = step.isPartial ? wipe.certificates.slice(0, 1) : wipe.certificates;
  const says = about.map(({ thumbprint }, place) => ({
    thumbprint,
    outcome: step.says[place % step.says.length] ?? "failed",
  }));
  const wipeId = step.isUnknown ? "no-such-wipe" : wipe.wipeId;
  await reportOn({ wipeId, version, says }, universe, crash);
}

/** One report of the SEI-TSM about one version of a command. */
export async function reportOn(
  { wipeId, version, says }: { wipeId: string; version: number; says: readonly Said[] },
  universe: Universe,
  crash?: Crash,
): Promise<void> {
  const { schedule, clock, chance, ledger } = universe;
  const by: Act = { by: "report", wipeId, says };
  const proof = partnerProof(universe.newId());
  const taken = await reportFromTsm("report", {
    readTsmReport: async () => ({
      partnerId: "sei-tsm",
      commandId: `${wipeId}.${version}`,
      results: says,
      proof,
    }),
    limit: unlimited,
    transact: universe.transactAs(by, crash),
    auditRefusal: universe.auditRefusalAs(by, crash),
    schedule,
    rules: sampleRules,
    clock,
    chance,
  });
  if (universe.heard(by, taken)) ledger.figures.add("moments", "report taken");
}

/** Certificates whose time is over expire. */
export async function expire(universe: Universe, crash?: Crash): Promise<void> {
  const { clock, newId, scope, log, ledger, store } = universe;
  const { expiredCertificates } = store;
  const transact = universe.transactAs({ by: "expire" }, crash);
  const expired = await expireCertificates({ expiredCertificates, transact, clock, newId, scope, log });
  ledger.figures.add("moments", "certificate expired", expired);
}
