import type { Firestore, Timestamp } from "firebase-admin/firestore";
import { z } from "zod";
import type { Certificate } from "../domain/certificate.ts";
import type { Device } from "../domain/device.ts";
import type { Wipe } from "../domain/wipe.ts";
import type {
  FindDueHolds,
  FindExpiredCertificates,
  FindOverdueWipes,
  Records,
  Transact,
  WipeAsRead,
} from "../flow/ports.ts";
import { BreakerFields, CertificateFields, DeviceFields, WipeFields } from "./codecs.ts";
import { firestoreDocuments, versionOf } from "./firestoreDocuments.ts";
import { recordsOf } from "./records.ts";
import { type SingleDocuments, singleDocuments } from "./singleDocuments.ts";

/** Everything the flows keep, in Firestore. */
export interface Store extends SingleDocuments {
  readonly transact: Transact<keyof Records>;
  /** For flows that only look: no locks are taken. */
  readonly read: Transact<keyof Records>;
  readonly findOverdueWipes: FindOverdueWipes;
  readonly findDueHolds: FindDueHolds;
  readonly findExpiredCertificates: FindExpiredCertificates;
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
    findOverdueWipes: findDue(firestore, "wipes"),
    findDueHolds: findDue(firestore, "holds"),
    async findExpiredCertificates(now, limit) {
      const due = firestore.collection("certificates").where("state", "in", ["valid", "onHold"]);
      const { docs } = await due
        .where("expiresAt", "<=", now)
        .orderBy("expiresAt")
        .limit(limit)
        .select()
        .get();
      return docs.map(({ id }) => id);
    },
    async hasFaultyBreaker() {
      const { docs } = await firestore.collection("breakers").get();
      return docs.some(
        (doc) => z.safeDecode(BreakerFields, Object(doc.data())).data?.faultyHolders.length !== 0,
      );
    },
  };
}

/** Finds the documents of a shard whose next step is due: reads what is due and no more. */
function findDue(firestore: Firestore, collection: "wipes" | "holds"): FindOverdueWipes {
  return async (shard, now, limit) => {
    const due = firestore.collection(collection).where("shard", "==", shard).where("nextStepAt", "<=", now);
    const { docs } = await due.orderBy("nextStepAt").limit(limit).select().get();
    return docs.map(({ id }) => id);
  };
}

/** A certificate as a trigger's event carries it; undefined for a document that was deleted or isn't one. */
export function certificateOf(fields: unknown): Certificate | undefined {
  const decoded = z.safeDecode(CertificateFields, Object(fields));
  return decoded.success ? decoded.data : undefined;
}

/** A device as a trigger's event carries it; undefined for a document that was deleted or isn't one. */
export function deviceOf(fields: unknown): Device | undefined {
  const decoded = z.safeDecode(DeviceFields, Object(fields));
  return decoded.success ? decoded.data : undefined;
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
