import type { TryOutcome } from "../domain/sending.ts";
import { type Delivery, deliverMessage } from "../flow/deliverMessage.ts";
import { log } from "./log.ts";
import { services } from "./services.ts";

/** Delivers a message with the deployed services; who calls it needs the secret SMS_API_KEY. */
export function deliver(delivery: Delivery): Promise<TryOutcome> {
  const { store, sendSms, pushNotice, render, reminderRules, clock } = services;
  const { read, transact } = store();
  const { quiet } = reminderRules();
  return deliverMessage(delivery, {
    ...{ read, transact, sendSms: sendSms(), pushNotice, render, quiet, clock, log },
  });
}
