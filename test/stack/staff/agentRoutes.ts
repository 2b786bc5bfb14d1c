import { randomUUID } from "node:crypto";
import { z } from "zod";
import { staffRoles } from "../../../functions/src/domain/staff.ts";
import { type JsonRoutes, Unfit } from "../json.ts";
import { type Holder, postJson, type ServiceAnswer } from "../phones/holder.ts";
import type { PhoneAddresses } from "../phones/phoneAddresses.ts";
import { certificateNameOf } from "./certificateName.ts";
import { createStaffAccount, type StaffAccount } from "./staffAccount.ts";

/** Any role of the staff's, or none, to see what the service makes of an agent who is none. */
const Role = z
  .enum(staffRoles, { error: `must be one of ${staffRoles.join(", ")}, or null for none` })
  .nullable();
const NewAgent = z.strictObject({ role: Role.default("agent") });

/** `POST /agents/{agent}/holds`: whose card the agent finds in the CA's records, and the rest of `POST /v1/holds`. */
const HoldOrder = z.looseObject({ holder: z.string() });
const ReleaseOrder = z.looseObject({ holdId: z.string() });

/** The call centre: agents with accounts of their own, and the CA's records of whoever has a card. */
export function agentRoutes(addresses: PhoneAddresses, holderCalled: (name: string) => Holder): JsonRoutes {
  const agents = new Map<string, StaffAccount>();
  const agentCalled = (id: string | undefined) => {
    const agent = agents.get(id ?? "");
    if (!agent) throw new Unfit(404, "no agent of this name: POST /agents makes one, and answers its name");
    return agent;
  };
  const ask = async (agent: StaffAccount, path: string, body: object): Promise<ServiceAnswer> =>
    postJson(`${addresses.hostingUrl}${path}`, body, { authorization: `Bearer ${await agent.signIn()}` });
  return {
    "POST /agents": async ({ body }) => {
      const { role } = NewAgent.parse(body ?? {});
      const name = `agent-${agents.size + 1}`;
      agents.set(name, await createStaffAccount(addresses, role ?? undefined));
      return { status: 201, body: { agent: name } };
    },
    "POST /agents/:id/holds": async ({ params, body }) => {
      const { holder, ...rest } = HoldOrder.parse(body);
      const certificates = [certificateNameOf(holderCalled(holder).card.certificate)];
      const order = { requestId: randomUUID(), identifiedBy: "callBack", certificates, ...rest };
      return { body: await ask(agentCalled(params.id), "/v1/holds", order) };
    },
    "POST /agents/:id/releases": async ({ params, body }) => {
      const { holdId, ...rest } = ReleaseOrder.parse(body);
      const order = { identifiedBy: "documentCheck", ...rest };
      return { body: await ask(agentCalled(params.id), `/v1/holds/${holdId}/release`, order) };
    },
  };
}
