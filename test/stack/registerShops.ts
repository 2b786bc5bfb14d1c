import { Firestore } from "firebase-admin/firestore";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { addShop } from "../../functions/src/flow/changeShop.ts";
import { firestoreStore } from "../../functions/src/store/firestoreStore.ts";
import type { StackAddresses } from "./addresses.ts";
import { StackProblem } from "./problem.ts";
import { shopIds } from "./shopIds.ts";

/** Registers two shops, told in the register as an admin's are. */
export async function registerShops({
  projectId,
  firestoreHost: host,
}: Pick<StackAddresses, "projectId" | "firestoreHost">): Promise<void> {
  const firestore = new Firestore({ projectId, host, ssl: false });
  const ports = { transact: firestoreStore(firestore).transact, clock: () => new Date() };
  const shops = [
    { shopId: shopIds.usual, name: "Kita Phones", needsTwoPeople: false },
    { shopId: shopIds.twoPeople, name: "Minami Phones", needsTwoPeople: true },
  ];
  for (const shop of shops) {
    const added = await addShop(shop, ports);
    if (isRefused(added)) throw new StackProblem(`A shop can't be registered: ${added.detail}`);
  }
  await firestore.terminate();
}
