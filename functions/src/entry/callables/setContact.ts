import { type ContactView, SetContact } from "../../contract/contact.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { setContact as set } from "../../flow/setContact.ts";
import { holderCallable } from "../callable.ts";
import { viewOfContact } from "../contactView.ts";
import { secrets } from "../params.ts";
import { services } from "../services.ts";

/** Keeps how a holder wants to be reached, and sends a code to each new address; takes a session opened by card a moment ago. */
export const setContact = holderCallable(
  SetContact,
  async (said, { holderId, signedInAt }): Promise<Decision<ContactView>> => {
    const { store, limit, sendSms, hashCode, sessionLife, auditRefusal } = services;
    const { render, newCode, newId, clock } = services;
    const { read, transact } = store();
    const ports = {
      ...{ read, transact, render, newCode, newId, clock },
      limit: limit(),
      sendSms: sendSms(),
      hashCode: hashCode(),
      sessionLife: sessionLife(),
      auditRefusal: auditRefusal(),
    };
    const contact = await set({ ...said, holderId, signedInAt }, ports);
    return isRefused(contact) ? contact : viewOfContact(contact, clock());
  },
  { secrets: [secrets.smsApiKey] },
);
