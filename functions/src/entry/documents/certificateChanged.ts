import { onDocumentWritten } from "firebase-functions/firestore";
import type { Certificate } from "../../domain/certificate.ts";
import { isLegalCertificateChange } from "../../domain/legalChange.ts";
import { putBackEdit } from "../../flow/putBackEdit.ts";
import { certificateOf as read } from "../../store/firestoreStore.ts";
import { log } from "../log.ts";
import { services } from "../services.ts";

/** Puts a certificate back that was edited in the console as no table allows: above all, revoked stays revoked. */
export const certificateChanged = onDocumentWritten(
  { document: "certificates/{certificateId}", retry: true },
  async ({ data, params }) => {
    const { store, clock } = services;
    const isLegal = (was: Certificate, is: Certificate) =>
      isLegalCertificateChange(was, is, services.returningKinds());
    const [before, after] = [data?.before.data(), data?.after.data()];
    const change = { path: `certificates/${params.certificateId}`, before, after, read, isLegal };
    await putBackEdit(change, { transact: store().transact, clock, log });
  },
);
