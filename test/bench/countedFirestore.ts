import { randomUUID } from "node:crypto";
import { initializeApp } from "firebase-admin/app";
import { type Firestore, getFirestore } from "firebase-admin/firestore";
import type { Store } from "../../functions/src/store/firestoreStore.ts";
import { countedStore, Tally } from "./tally.ts";

/** A database on the Firestore emulator, the store on it, and what crosses its document layer. */
interface CountedFirestore {
  readonly tally: Tally;
  readonly firestore: Firestore;
  readonly store: Store;
}

/** Opens one that nothing else is in and that no function hears of: it is in a project of its own. */
export function countedFirestore(): CountedFirestore {
  const projectId = `demo-${randomUUID()}`;
  const tally = new Tally();
  const firestore = getFirestore(initializeApp({ projectId }, projectId));
  return { tally, firestore, store: countedStore(firestore, tally) };
}
