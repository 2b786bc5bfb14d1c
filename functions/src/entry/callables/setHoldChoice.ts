import type { z } from "zod";
import { type HoldChoiceMade, SetHoldChoice } from "../../contract/hold.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { setHoldChoice as choose } from "../../flow/setHoldChoice.ts";
import { holderCallable } from "../callable.ts";
import { services } from "../services.ts";

/** Keeps what a holder wants done the day the phone is lost; takes a session opened by card a moment ago. */
export const setHoldChoice = holderCallable(
  SetHoldChoice,
  async (said, { holderId, signedInAt }): Promise<Decision<z.output<typeof HoldChoiceMade>>> => {
    const { store, hashWord, newId, sessionLife, clock } = services;
    const ports = {
      transact: store().transact,
      hashWord,
      newId,
      sessionLife: sessionLife(),
      auditRefusal: services.auditRefusal(),
      clock,
    };
    const choice = await choose({ ...said, holderId, signedInAt }, ports);
    if (isRefused(choice)) return choice;
    const { word, escalateAfterDays = null } = choice;
    return { hasBlockingWord: word !== undefined, escalateAfterDays };
  },
);
