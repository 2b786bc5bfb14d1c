import { randomUUID } from "node:crypto";
import { initializeApp } from "firebase-admin/app";
import { type Firestore, getFirestore } from "firebase-admin/firestore";
import type { Store } from "../../functions/src/store/firestoreStore.ts";
import { ReminderWorld } from "../doubles/reminderWorld.ts";
import { World } from "../doubles/world.ts";
import { countedStore, Tally } from "./tally.ts";

/** The real flows on the Firestore emulator, every document counted; signatures, FCM and the clock are doubles. */
export class CountedWorld extends World {
  readonly tally: Tally;
  readonly firestore: Firestore;
  override readonly store: Store;

  /** `projectId` sets it apart: nothing but this world is in its database, and no function hears of it. */
  constructor(projectId: string = `demo-${randomUUID()}`) {
    super();
    this.tally = new Tally();
    this.firestore = getFirestore(initializeApp({ projectId }, projectId));
    this.store = countedStore(this.firestore, this.tally);
  }
}

/** The flows of reminders and notices, likewise. */
export class CountedReminderWorld extends ReminderWorld {
  readonly tally = new Tally();
  readonly firestore: Firestore;
  override readonly store: Store;

  constructor() {
    super();
    const projectId = `demo-${randomUUID()}`;
    this.firestore = getFirestore(initializeApp({ projectId }, projectId));
    this.store = countedStore(this.firestore, this.tally);
  }
}
