import { randomUUID } from "node:crypto";
import { z } from "zod";
import { isShopId } from "../../../functions/src/domain/shop.ts";
import { type JsonRoutes, Unfit } from "../json.ts";
import { getJson, postJson, type ServiceAnswer } from "../phones/holder.ts";
import type { PhoneAddresses } from "../phones/phoneAddresses.ts";
import { shopIds } from "../shopIds.ts";
import { createStaffAccount, type StaffAccount } from "./staffAccount.ts";

const NewClerk = z.strictObject({
  shopId: z.string().default(shopIds.usual),
  hasSecondFactor: z.boolean().default(true),
});
const Checked = z.strictObject({ clearanceId: z.string() });
const ToProve = z.strictObject({ clearanceId: z.string(), phone: z.unknown() });

/** Shops: clerks with accounts of their own, and what they send to `/v1/clearances`. */
export function clerkRoutes(addresses: PhoneAddresses): JsonRoutes {
  const clerks = new Map<string, StaffAccount>();
  const ask = async (
    id: string | undefined,
    path: string,
    body?: object,
  ): Promise<{ body: ServiceAnswer }> => {
    const clerk = clerks.get(id ?? "");
    if (!clerk) throw new Unfit(404, "no clerk of this name: POST /clerks makes one, and answers its name");
    const headers = { authorization: `Bearer ${await clerk.signIn()}` };
    const url = `${addresses.hostingUrl}/v1/clearances${path}`;
    return { body: await (body ? postJson(url, body, headers) : getJson(url, headers)) };
  };
  return {
    "POST /clerks": async ({ body }) => {
      const { shopId, hasSecondFactor } = NewClerk.parse(body ?? {});
      await refuseUnknownShop(addresses, shopId);
      const clerk = `clerk-${clerks.size + 1}`;
      const account = await createStaffAccount(addresses, "clerk", { shopId, hasSecondFactor });
      clerks.set(clerk, account);
      const { email, password } = account;
      return { status: 201, body: { clerk, shopId, email, password } };
    },
    "POST /clerks/:id/checks": ({ params, body }) =>
      ask(params.id, "", { requestId: randomUUID(), ...Object(body) }),
    "POST /clerks/:id/looks": ({ params, body }) => ask(params.id, `/${Checked.parse(body).clearanceId}`),
    "POST /clerks/:id/pulls": ({ params, body }) =>
      ask(params.id, `/${Checked.parse(body).clearanceId}/pulls`, {}),
    "POST /clerks/:id/proofs": ({ params, body }) => {
      const { clearanceId, phone } = ToProve.parse(body);
      return ask(params.id, `/${clearanceId}/proofs`, { phone });
    },
    "POST /clerks/:id/initialisations": ({ params, body }) =>
      ask(params.id, `/${Checked.parse(body).clearanceId}/initialisations`, {}),
  };
}

/** Without this a clerk of no shop would find out at the first check, from an answer that doesn't say so. */
async function refuseUnknownShop(addresses: PhoneAddresses, shopId: string): Promise<void> {
  if (isShopId(shopId) && (await isRegistered(addresses, shopId))) return;
  const usual = Object.values(shopIds).join(" and ");
  const advice = `there are ${usual}, and npm run admin -- shop add --local makes others`;
  throw new Unfit(400, `no shop of this id: ${advice}`);
}

async function isRegistered({ firestoreHost, projectId }: PhoneAddresses, shopId: string): Promise<boolean> {
  const path = `v1/projects/${projectId}/databases/(default)/documents/shops/${shopId}`;
  const headers = { authorization: "Bearer owner" };
  const { status } = await fetch(`http://${firestoreHost}/${path}`, { headers });
  if (status === 200 || status === 404) return status === 200;
  throw new Error(`Firestore answered ${status} to the question whether there is such a shop`);
}
