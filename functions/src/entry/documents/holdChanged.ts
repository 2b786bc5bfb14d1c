import { onDocumentWritten } from "firebase-functions/firestore";
import { isLegalHoldChange as isLegal } from "../../domain/legalHoldChange.ts";
import { putBackEdit } from "../../flow/putBackEdit.ts";
import { holdOf as read } from "../../store/firestoreStore.ts";
import { log } from "../log.ts";
import { services } from "../services.ts";

/** Puts a hold back that was edited in the console as no table allows: what a call put on hold, and its clock, stay. */
export const holdChanged = onDocumentWritten(
  { document: "holds/{holdId}", retry: true },
  async ({ data, params }) => {
    const { store, clock } = services;
    const [before, after] = [data?.before.data(), data?.after.data()];
    const change = { path: `holds/${params.holdId}`, before, after, read, isLegal };
    await putBackEdit(change, { transact: store().transact, clock, log });
  },
);
