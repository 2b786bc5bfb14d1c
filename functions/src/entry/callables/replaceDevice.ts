import { ReplaceDevice } from "../../contract/replaceDevice.ts";
import { isRefused } from "../../domain/refusal.ts";
import { previewReplacement } from "../../flow/previewReplacement.ts";
import { holderCallable } from "../callable.ts";
import { secrets } from "../params.ts";
import { revoke, warningsFor } from "../revoke.ts";
import { services } from "../services.ts";
import { viewOfPreview } from "../views.ts";

/** On the new phone (1-1): shows what would be revoked, then revokes it on the card's signature. */
export const replaceDevice = holderCallable(
  ReplaceDevice,
  async (data, { holderId, signedInAt }) => {
    if (data.step === "confirm")
      return revoke({ application: data.application, channel: "newPhone", signedInAs: holderId });
    const { store, limit, sessionLife, auditRefusal, clock } = services;
    const asked = { holderId, signedInAt, newDeviceId: data.newDeviceId };
    const ports = {
      transact: store().read,
      limit: limit(),
      sessionLife: sessionLife(),
      auditRefusal: auditRefusal(),
      clock,
    };
    const devices = await previewReplacement(asked, ports);
    if (isRefused(devices)) return devices;
    return viewOfPreview(devices, await warningsFor(devices.map(({ device }) => device.handset)));
  },
  { secrets: [secrets.commandSigningKey], refusesReplays: true },
);
