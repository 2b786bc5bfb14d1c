import { Firestore } from "firebase-admin/firestore";
import { addKey, makePartner, type Partner } from "../../functions/src/domain/partner.ts";
import { type Decision, isRefused } from "../../functions/src/domain/refusal.ts";
import { addPartnerKey, registerPartner } from "../../functions/src/flow/changePartner.ts";
import { firestoreStore } from "../../functions/src/store/firestoreStore.ts";
import type { StackAddresses } from "./addresses.ts";
import { partnerIds } from "./partnerIds.ts";
import { StackProblem } from "./problem.ts";

type Addresses = Pick<StackAddresses, "projectId" | "firestoreHost" | "tsm" | "maker" | "authorities">;

/** Registers the SEI-TSM, a phone maker and the card CA with the keys that their stand-ins made, told in the register as an admin's are. */
export async function registerPartners({
  projectId,
  firestoreHost: host,
  tsm,
  maker,
  authorities,
}: Addresses): Promise<void> {
  const firestore = new Firestore({ projectId, host, ssl: false });
  const ports = { transact: firestoreStore(firestore).transact, clock: () => new Date() };
  const all = [
    {
      about: { partnerId: partnerIds.tsm, name: "SEI-TSM", kind: "tsm", scopes: ["tsm:report"] },
      keys: tsm.keys,
    },
    {
      about: { partnerId: partnerIds.maker, name: "Phone maker", kind: "maker", scopes: ["resets:write"] },
      keys: maker.keys,
    },
    {
      about: { partnerId: partnerIds.ca, name: "Card CA", kind: "ca", scopes: ["ca:events"] },
      keys: authorities.keys,
    },
  ] as const;
  for (const { about, keys } of all) {
    check(await registerPartner(about, ports));
    for (const jwk of keys) check(await addPartnerKey({ partnerId: about.partnerId, jwk }, ports));
  }
  await firestore.terminate();
}

function check(decided: Decision<Partner>): void {
  if (isRefused(decided)) throw new StackProblem(`A partner can't be registered: ${decided.detail}`);
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
