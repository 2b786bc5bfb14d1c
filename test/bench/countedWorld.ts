import { ReminderWorld } from "../doubles/reminderWorld.ts";
import { RollUpWorld } from "../doubles/rollUpWorld.ts";
import { World } from "../doubles/world.ts";
import { countedFirestore } from "./countedFirestore.ts";

/** The real flows on the Firestore emulator, every document counted; signatures, FCM and the clock are doubles. */
export class CountedWorld extends World {
  readonly counted = countedFirestore();
  override readonly store = this.counted.store;
}

/** The flows of reminders and notices, likewise. */
export class CountedReminderWorld extends ReminderWorld {
  readonly counted = countedFirestore();
  override readonly store = this.counted.store;
}

/** The flow that counts days, likewise. */
export class CountedRollUpWorld extends RollUpWorld {
  readonly counted = countedFirestore();
  override readonly store = this.counted.store;
}
