import { Firestore } from "firebase-admin/firestore";
import { addKey, makePartner, type Partner } from "../../functions/src/domain/partner.ts";
import { isRefused } from "../../functions/src/domain/refusal.ts";
import { firestoreStore } from "../../functions/src/store/firestoreStore.ts";
import type { StackAddresses } from "./addresses.ts";
import { partnerIds } from "./partnerIds.ts";
import { StackProblem } from "./problem.ts";

type Addresses = Pick<StackAddresses, "projectId" | "firestoreHost" | "tsm" | "authorities">;

/** Registers the SEI-TSM and the card CA with the keys that their stand-ins made, as an admin does in a deployment. */
export async function registerPartners(addresses: Addresses): Promise<void> {
  const { tsm, authorities } = addresses;
  const now = new Date();
  const partners = [
    registered(
      { partnerId: partnerIds.tsm, name: "SEI-TSM", kind: "tsm", scopes: ["tsm:report"] },
      tsm.keys,
      now,
    ),
    registered(
      { partnerId: partnerIds.ca, name: "Card CA", kind: "ca", scopes: ["ca:events"] },
      authorities.keys,
      now,
    ),
  ];
  await keepPartners(addresses, partners);
}

/** Keeps partners in the stack's Firestore. */
export async function keepPartners(
  { projectId, firestoreHost: host }: Pick<StackAddresses, "projectId" | "firestoreHost">,
  partners: readonly Partner[],
): Promise<void> {
  const firestore = new Firestore({ projectId, host, ssl: false });
  await firestoreStore(firestore).transact(async (records) => {
    for (const partner of partners) records.partners.keep(partner);
  });
  await firestore.terminate();
}

/** A partner with these keys, good from now on. */
export function registered(
  about: Parameters<typeof makePartner>[0],
  keys: StackAddresses["tsm"]["keys"],
  now: Date,
): Partner {
  let partner = makePartner(about, now);
  for (const jwk of keys) if (!isRefused(partner)) partner = addKey(partner, { jwk, startsAt: now }, now);
  if (isRefused(partner)) throw new StackProblem(`A partner can't be registered: ${partner.detail}`);
  return partner;
}
