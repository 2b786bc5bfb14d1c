import { ConfirmContact, type ContactView } from "../../contract/contact.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { confirmContact as confirm } from "../../flow/confirmContact.ts";
import { holderCallable } from "../callable.ts";
import { viewOfContact } from "../contactView.ts";
import { services } from "../services.ts";

/** Puts an address to use on the code that was sent there; takes a session opened by card a moment ago. */
export const confirmContact = holderCallable(
  ConfirmContact,
  async (given, { holderId, signedInAt }): Promise<Decision<ContactView>> => {
    const { store, hashCode, newId, sessionLife, auditRefusal, clock } = services;
    const ports = {
      transact: store().transact,
      hashCode: hashCode(),
      newId,
      sessionLife: sessionLife(),
      auditRefusal: auditRefusal(),
      clock,
    };
    const contact = await confirm({ ...given, holderId, signedInAt }, ports);
    return isRefused(contact) ? contact : viewOfContact(contact, clock());
  },
);
