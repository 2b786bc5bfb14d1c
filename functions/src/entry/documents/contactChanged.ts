import { onDocumentWritten } from "firebase-functions/firestore";
import { tellFormerAddresses } from "../../flow/tellFormerAddresses.ts";
import { log } from "../log.ts";
import { secrets } from "../params.ts";
import { services } from "../services.ts";

/** Tells the addresses that a holder no longer uses; called again by the platform, for a day, until each could be told. */
export const contactChanged = onDocumentWritten(
  { document: "contacts/{holderId}", retry: true, secrets: [secrets.smsApiKey] },
  async ({ params: { holderId } }) => {
    const { store, sendSms, render, clock } = services;
    const { read, transact } = store();
    await tellFormerAddresses(holderId, { read, transact, sendSms: sendSms(), render, clock, log });
  },
);
