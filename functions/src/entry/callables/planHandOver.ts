import type { z } from "zod";
import { type HandOverPlanned, PlanHandOver } from "../../contract/planHandOver.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { planHandOver as plan } from "../../flow/planHandOver.ts";
import { holderCallable } from "../callable.ts";
import { services } from "../services.ts";
import { viewPorts } from "../show.ts";
import { viewOfShown } from "../views.ts";

/** Takes the day on which a holder hands a phone over; takes a session opened by card a moment ago. */
export const planHandOver = holderCallable(
  PlanHandOver,
  async (asked, holder): Promise<Decision<z.output<typeof HandOverPlanned>>> => {
    const { store, limit, sessionLife, auditRefusal, reminderRules, schedule } = services;
    const session = { sessionLife: sessionLife(), auditRefusal: auditRefusal() };
    const planning = { rules: reminderRules(), schedule: schedule() };
    const ports = { ...viewPorts(), ...session, ...planning, transact: store().transact, limit: limit() };
    const planned = await plan({ ...asked, ...holder }, ports);
    return isRefused(planned) ? planned : { device: viewOfShown(planned) };
  },
);
