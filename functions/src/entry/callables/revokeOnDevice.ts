import type { z } from "zod";
import { type RevokedOnDevice, RevokeOnDevice } from "../../contract/revokeOnDevice.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { revokeOnDevice as revoke } from "../../flow/revokeOnDevice.ts";
import { callable } from "../callable.ts";
import { secrets } from "../params.ts";
import { showWithReceipts } from "../revoke.ts";
import { services } from "../services.ts";

type Answer = z.output<typeof RevokedOnDevice>;

/** On the old phone (2-1, 2-2): revokes its certificates and hands it the command to erase them; nobody has to be signed in. */
export const revokeOnDevice = callable(
  RevokeOnDevice,
  async ({ application }): Promise<Decision<Answer>> => {
    const { readOnDevice, store, signCommand, schedule, wipeScope, clock, chance, newId } = services;
    const revoked = await revoke(application, {
      readOnDevice: readOnDevice(),
      transact: store().transact,
      read: store().read,
      signCommand: signCommand(),
      schedule: schedule(),
      scope: wipeScope(),
      auditRefusal: services.auditRefusal(),
      clock,
      chance,
      newId,
    });
    if (isRefused(revoked)) return revoked;
    return { revocation: await showWithReceipts(revoked.shown), commands: [...revoked.commands] };
  },
  { secrets: [secrets.commandSigningKey], failures: ["certificate_unknown"] },
);
