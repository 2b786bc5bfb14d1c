import type { Firestore, Timestamp } from "firebase-admin/firestore";
import { z } from "zod";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Hold } from "../domain/hold.ts";
import type { Card } from "../domain/holder.ts";
import type { Mail } from "../domain/mail.ts";
import type { Wipe } from "../domain/wipe.ts";
import type { DueWork, Records, Transact, WipeAsRead } from "../flow/ports.ts";
import type { Counted } from "../flow/rollUpPorts.ts";
import { BreakerFields, CardFields, CertificateFields, DeviceFields, WipeFields } from "./codecs.ts";
import { MailFields } from "./contactCodecs.ts";
import { countedPages } from "./countedPages.ts";
import { dueWork } from "./dueWork.ts";
import { firestoreDocuments, versionOf } from "./firestoreDocuments.ts";
import { HoldFields } from "./holdCodecs.ts";
import { recordsOf } from "./records.ts";
import { type SingleDocuments, singleDocuments } from "./singleDocuments.ts";

/** Everything the flows keep, in Firestore. */
export interface Store extends SingleDocuments {
  readonly transact: Transact<keyof Records>;
  /** For flows that only look: no locks are taken. */
  readonly read: Transact<keyof Records>;
  /** Open wipes whose next step is overdue. */
  readonly overdueWipes: DueWork;
  readonly dueHolds: DueWork;
  /** Certificates that are valid or on hold although their time is over. */
  readonly expiredCertificates: DueWork;
  /** What `remind` works off: wipes and devices whose holder is to be reminded, and what was made and never sent. */
  readonly toRemind: Readonly<Record<"wipes" | "devices" | "reminders" | "notices", DueWork>>;
  /** What a day's figures are counted from. */
  readonly counted: Counted;
  /** Whether any breaker has a fault against it; one or two reads. */
  hasFaultyBreaker(): Promise<boolean>;
}

/** The store on a Firestore database. */
export function firestoreStore(firestore: Firestore): Store {
  const documents = firestoreDocuments(firestore);
  return {
    transact: (body) => documents.transact((transaction) => body(recordsOf(transaction))),
    read: (body) => documents.read((transaction) => body(recordsOf(transaction))),
    ...singleDocuments(documents),
    overdueWipes: dueIn(firestore, "wipes", "nextStepAt"),
    dueHolds: dueIn(firestore, "holds", "nextStepAt"),
    toRemind: {
      wipes: dueIn(firestore, "wipes", "remindAt"),
      devices: dueIn(firestore, "devices", "matter.remindAt"),
      reminders: dueIn(firestore, "reminders", "nextStepAt"),
      notices: dueIn(firestore, "notices", "nextStepAt"),
    },
    expiredCertificates: dueWork(expiredIn(firestore), "expiresAt"),
    counted: countedPages(firestore),
    async hasFaultyBreaker() {
      const { docs } = await firestore.collection("breakers").get();
      return docs.some(
        (doc) => z.safeDecode(BreakerFields, Object(doc.data())).data?.faultyHolders.length !== 0,
      );
    },
  };
}

/** What is due in a collection by the clock in this field, of one shard. */
function dueIn(firestore: Firestore, collection: string, clock: string): DueWork {
  const due = (shard: number, now: Date) =>
    firestore.collection(collection).where("shard", "==", shard).where(clock, "<=", now);
  return dueWork(due, clock);
}

function expiredIn(firestore: Firestore) {
  return (shard: number, now: Date) =>
    firestore
      .collection("certificates")
      .where("shard", "==", shard)
      .where("state", "in", ["valid", "onHold"])
      .where("expiresAt", "<=", now);
}

/** A certificate as a trigger's event carries it; undefined for a document that was deleted or isn't one. */
export function certificateOf(fields: unknown): Certificate | undefined {
  const decoded = z.safeDecode(CertificateFields, Object(fields));
  return decoded.success ? decoded.data : undefined;
}

/** A device as a trigger's event carries it; undefined for a document that was deleted or isn't one. */
export function deviceOf(fields: unknown): Device | undefined {
  return z.safeDecode(DeviceFields, Object(fields)).data;
}

/** A hold as a trigger's event carries it, likewise. */
export function holdOf(fields: unknown): Hold | undefined {
  return z.safeDecode(HoldFields, Object(fields)).data;
}

/** A card as a trigger's event carries it, likewise. */
export function cardOf(fields: unknown): Card | undefined {
  return z.safeDecode(CardFields, Object(fields)).data;
}

/** A mail as a trigger's event carries it, likewise. */
export function mailOf(fields: unknown): Mail | undefined {
  return z.safeDecode(MailFields, Object(fields)).data;
}

/** A wipe as a trigger's event carries it; undefined for a document that was deleted or isn't one. */
export function wipeOf(fields: unknown): Wipe | undefined {
  const decoded = z.safeDecode(WipeFields, Object(fields));
  return decoded.success ? decoded.data : undefined;
}

/** The same with its document's version, for who takes the event for having read it. */
export function wipeAsReadOf(
  snapshot: { data(): unknown; readonly updateTime?: Timestamp } | undefined,
): WipeAsRead | undefined {
  const [wipe, version] = [wipeOf(snapshot?.data()), snapshot && versionOf(snapshot)];
  return wipe && version !== undefined ? { wipe, version } : undefined;
}
