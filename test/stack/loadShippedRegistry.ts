import { Firestore } from "firebase-admin/firestore";
import { readRegistry } from "../../functions/src/admin/registryFile.ts";
import { loadRegistry } from "../../functions/src/flow/loadRegistry.ts";
import { firestoreStore } from "../../functions/src/store/firestoreStore.ts";
import type { StackAddresses } from "./addresses.ts";

/** Loads the reset registry as it is shipped, before any function has read it: they remember it for minutes. */
export async function loadShippedRegistry({
  projectId,
  firestoreHost: host,
}: Pick<StackAddresses, "projectId" | "firestoreHost">): Promise<void> {
  const firestore = new Firestore({ projectId, host, ssl: false });
  const { transact } = firestoreStore(firestore);
  await loadRegistry(readRegistry(undefined).capabilities, { transact, clock: () => new Date() });
  await firestore.terminate();
}
