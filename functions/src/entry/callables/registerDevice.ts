import type { z } from "zod";
import { RegisterDevice, type RegisteredDevice } from "../../contract/registerDevice.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { registerDevice as register } from "../../flow/registerDevice.ts";
import { holderCallable } from "../callable.ts";
import { secrets } from "../params.ts";
import { services } from "../services.ts";

type Answer = z.output<typeof RegisteredDevice>;

/** Registers the calling phone with its certificates, or refreshes the registration it has. */
export const registerDevice = holderCallable(
  RegisterDevice,
  async (data, { holderId }): Promise<Decision<Answer>> => {
    const { store, readRegistration, limit, reminderRules, auditRefusal, clock, newId, wipeScope } = services;
    const ports = {
      readRegistration: readRegistration(),
      transact: store().transact,
      limit: limit(),
      auditRefusal: auditRefusal(),
      rules: reminderRules(),
      clock,
      newId,
      scope: wipeScope(),
    };
    const registered = await register({ ...data, holderId }, ports);
    if (isRefused(registered)) return registered;
    const { deviceId, generation } = registered.device;
    const certificates = registered.certificates.map(({ certificateId, kind }) => ({ certificateId, kind }));
    return { deviceId, generation, certificates };
  },
  { secrets: [secrets.secureElementHashKey] },
);
