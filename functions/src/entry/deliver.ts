import { type Delivered, type Delivery, deliverMessage } from "../flow/deliverMessage.ts";
import { log } from "./log.ts";
import { services } from "./services.ts";

/** Delivers a message with the deployed services; who calls it needs the secret SMS_API_KEY. */
export function deliver(delivery: Delivery): Promise<Delivered> {
  const { store, sendSms, pushNotice, render, clock } = services;
  const { read, transact } = store();
  return deliverMessage(delivery, { read, transact, sendSms: sendSms(), pushNotice, render, clock, log });
}
