import { onDocumentWritten } from "firebase-functions/firestore";
import { isLegalCardChange as isLegal } from "../../domain/legalCardChange.ts";
import { putBackEdit } from "../../flow/putBackEdit.ts";
import { cardOf as read } from "../../store/firestoreStore.ts";
import { log } from "../log.ts";
import { services } from "../services.ts";

/** Puts a card back that was edited in the console as no table allows: above all, one that has ended signs nobody in again. */
export const cardChanged = onDocumentWritten(
  { document: "cards/{cardId}", retry: true },
  async ({ data, params }) => {
    const { store, clock } = services;
    const [before, after] = [data?.before.data(), data?.after.data()];
    const change = { path: `cards/${params.cardId}`, before, after, read, isLegal };
    await putBackEdit(change, { transact: store().transact, clock, log });
  },
);
