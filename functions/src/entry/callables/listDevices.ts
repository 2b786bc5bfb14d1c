import type { z } from "zod";
import { ListDevices, type ListedDevices } from "../../contract/deviceView.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { listDevices as list } from "../../flow/listDevices.ts";
import { holderCallable } from "../callable.ts";
import { services } from "../services.ts";
import { viewPorts } from "../show.ts";
import { viewOfShown } from "../views.ts";

/** Shows a holder all of their devices; takes a session opened by card a moment ago. */
export const listDevices = holderCallable(
  ListDevices,
  async (_asked, holder): Promise<Decision<z.output<typeof ListedDevices>>> => {
    const { store, limit, sessionLife, auditRefusal } = services;
    const session = { sessionLife: sessionLife(), auditRefusal: auditRefusal() };
    const devices = await list(holder, {
      ...viewPorts(),
      ...session,
      transact: store().read,
      limit: limit(),
    });
    return isRefused(devices) ? devices : { devices: devices.map(viewOfShown) };
  },
);
