import { onSchedule } from "firebase-functions/scheduler";
import { expireCertificates as expire } from "../../flow/expireCertificates.ts";
import { log } from "../log.ts";
import { services } from "../services.ts";

/** Every hour, marks certificates whose time is over and opens the wipes that they are owed; one at a time. */
export const expireCertificates = onSchedule(
  { schedule: "every 1 hours", timeoutSeconds: 540, maxInstances: 1, concurrency: 1 },
  async () => {
    const { store, clock, newId, wipeScope } = services;
    const { transact, expiredCertificates } = store();
    const ports = { expiredCertificates, transact, clock, newId, scope: wipeScope(), log };
    const expired = await expire(ports);
    if (expired > 0) log("certificates_expired", { expired });
  },
);
