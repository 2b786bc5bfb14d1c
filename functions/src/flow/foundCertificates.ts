import type { AuditFact } from "../domain/audit.ts";
import type { Certificate } from "../domain/certificate.ts";
import { isInForce } from "../domain/certificate.ts";
import { type FoundAnswer, type FoundState, foundAnswerOf, wasFoundToday } from "../domain/found.ts";
import { appendAudit } from "./appendAudit.ts";
import type { Clock, Records, Transact } from "./ports.ts";

type Touched = "certificates" | "devices" | "holders" | "audit";

interface Ports {
  readonly transact: Transact<Touched>;
  readonly clock: Clock;
}

/**
 * How certificates stand that an app found on a phone with another owner. Where one is in force, its device says so from then
 * on, once a day, and its holder is warned by that; who asked nobody knows, and nothing else follows from it.
 */
export async function checkFoundCertificates(
  thumbprints: readonly string[],
  { transact, clock }: Ports,
): Promise<FoundAnswer> {
  return transact(async (records) => {
    const found = await findAll(records, thumbprints);
    const inForce = found.filter((one) => one !== undefined).filter(isInForce);
    await keepFound(records, inForce, { as: "inForce", now: clock() });
    return foundAnswerOf(found);
  });
}

/**
 * Takes the word of a phone's next owner on certificates that were found there. It proves nothing, so no wipe changes by it: it is
 * told in the audit, and to the holder, once a day. Of what is in force or unknown nothing is kept: those weren't to be erased.
 */
export async function reportFoundErased(
  { thumbprints, outcome }: { thumbprints: readonly string[]; outcome: "erased" | "failed" },
  { transact, clock }: Ports,
): Promise<{ taken: true }> {
  if (outcome === "failed") return taken;
  return transact(async (records) => {
    const found = (await findAll(records, thumbprints)).filter((one) => one !== undefined);
    const ended = found.filter((one) => !isInForce(one));
    await keepFound(records, ended, { as: "erased", now: clock() });
    return taken;
  });
}

const taken = { taken: true } as const;

function findAll(
  records: Pick<Records, Touched>,
  thumbprints: readonly string[],
): Promise<readonly (Certificate | undefined)[]> {
  return Promise.all([...new Set(thumbprints)].map((one) => records.certificates.withThumbprint(one)));
}

async function keepFound(
  records: Pick<Records, Touched>,
  certificates: readonly Certificate[],
  { as, now }: { as: FoundState; now: Date },
): Promise<void> {
  const ids = [...new Set(certificates.map(({ deviceId }) => deviceId))];
  const devices = await Promise.all(ids.map((id) => records.devices.read(id)));
  for (const device of devices) {
    if (!device || wasFoundToday(device.found, as, now)) continue;
    const subjects = [`devices/${device.deviceId}`];
    const fact: AuditFact = { act: acts[as], actor: "unknown", method: "none", subjects, at: now };
    appendAudit(records, { ...device, found: { ...device.found, [as]: now } }, [fact]);
  }
}

const acts = { inForce: "foundInForce", erased: "foundErasedReported" } as const;
