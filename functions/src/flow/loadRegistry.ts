import { type ResetCapability, replaceRegistry } from "../domain/resetCapability.ts";
import { appendRegister, readRegister } from "./appendRegister.ts";
import type { Clock, Transact } from "./ports.ts";

interface Ports {
  readonly transact: Transact<"resetCapabilities" | "registers" | "audit">;
  readonly clock: Clock;
}

/**
 * Makes the reset registry what a file says, in one transaction: what differs is kept, what left the file is withdrawn. The
 * same file again changes nothing and tells nothing. Answers how many entries were kept.
 */
export async function loadRegistry(
  file: readonly ResetCapability[],
  { transact, clock }: Ports,
): Promise<number> {
  return transact(async (records) => {
    const now = clock();
    const changed = replaceRegistry(await records.resetCapabilities.all(), file, now);
    const register = await readRegister(records);
    if (changed.length === 0) return 0;
    for (const capability of changed) records.resetCapabilities.keep(capability);
    const subjects = changed.map(({ capabilityId }) => `resetCapabilities/${capabilityId}`);
    const by = { actor: "admin", method: "projectRights", at: now } as const;
    appendRegister(records, register, [{ act: "resetRegistryLoaded", ...by, subjects }]);
    return changed.length;
  });
}
