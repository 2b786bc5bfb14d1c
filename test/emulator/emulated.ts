import { randomUUID } from "node:crypto";
import { initializeApp } from "firebase-admin/app";
import { type Firestore, getFirestore } from "firebase-admin/firestore";

/** An environment variable that `npm test` sets for these tests; they fail without it, they are never skipped. */
export function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} isn't set: these tests need the local stack, run them with npm test`);
  return value;
}

/** A Firestore of a project of its own, so that no test sees another's documents. */
export function freshFirestore(): Firestore {
  required("FIRESTORE_EMULATOR_HOST");
  const projectId = `demo-${randomUUID()}`;
  return getFirestore(initializeApp({ projectId }, projectId));
}
