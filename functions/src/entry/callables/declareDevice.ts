import type { z } from "zod";
import { DeclareDevice, type DeviceDeclared } from "../../contract/declareDevice.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { declareDevice as declare } from "../../flow/declareDevice.ts";
import { holderCallable } from "../callable.ts";
import { services } from "../services.ts";
import { viewPorts } from "../show.ts";
import { viewOfShown } from "../views.ts";

/** Takes a holder's word on what became of a phone; takes a session opened by card a moment ago. */
export const declareDevice = holderCallable(
  DeclareDevice,
  async (said, holder): Promise<Decision<z.output<typeof DeviceDeclared>>> => {
    const { store, limit, sessionLife, auditRefusal, reminderRules } = services;
    const session = { sessionLife: sessionLife(), auditRefusal: auditRefusal(), rules: reminderRules() };
    const ports = { ...viewPorts(), ...session, transact: store().transact, limit: limit() };
    const declared = await declare({ ...said, ...holder }, ports);
    return isRefused(declared) ? declared : { next: declared.next, device: viewOfShown(declared.device) };
  },
);
