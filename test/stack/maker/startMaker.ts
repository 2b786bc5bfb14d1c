import { randomUUID } from "node:crypto";
import { z } from "zod";
import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { ResetReport } from "../../../functions/src/contract/reset.ts";
import type { ResetPhase } from "../../../functions/src/domain/reset.ts";
import { type JsonRoutes, jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { partnerIds } from "../partnerIds.ts";
import { createPartnerKey, type PartnerKey } from "../partnerKey.ts";
import { postJson } from "../phones/holder.ts";
import { type Narrate, type RunningStandIn, shorten } from "../standIn.ts";

/** Where the maker's server listens (0: one that is free), and the service that it reports to. */
interface MakerOptions {
  readonly port: number;
  /** The service's public address: where reports go, and what they name as `aud`. */
  readonly service: string;
}

/** `POST /resets`: what a phone tells its maker of its initialisation. `jti` sends an earlier report again. */
const ToldReset = z.strictObject({
  ...ResetReport.pick({ secureElementId: true, phase: true, toe: true }).shape,
  jti: ResetReport.shape.jti.default(() => randomUUID()),
});

/** What the maker reported, under which `jti`, and what the service answered. The secure element's id is not repeated. */
interface Reported {
  readonly jti: string;
  readonly phase: ResetPhase;
  readonly toe: number;
  readonly status: number;
  readonly body: unknown;
}

/** Starts a phone maker's stand-in (docs/maker-contract.md) with a fresh key, which `ready` names. */
export async function startMaker({ port, service }: MakerOptions, narrate: Narrate): Promise<RunningStandIn> {
  const key = await createPartnerKey(partnerIds.maker, service, "PS256");
  const server = jsonServer(makerRoutes({ key, service, narrate }));
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return { ready: { url, keys: [key.publicKey] }, stop: () => close(server) };
}

interface Surroundings {
  readonly key: PartnerKey;
  readonly service: string;
  readonly narrate: Narrate;
}

/** The phones' side of the maker, and the tester's: what was reported. */
function makerRoutes({ key, service, narrate }: Surroundings): JsonRoutes {
  const reported: Reported[] = [];
  return {
    "POST /resets": async ({ body }) => {
      const told = ToldReset.parse(body);
      const report = await key.sign(messageTypes.resetReport, told);
      const answer = await postJson(`${service}/v1/resets`, { report });
      const { jti, phase, toe } = told;
      reported.push({ jti, phase, toe, status: answer.status, body: answer.body });
      narrate(`reported a reset of secure element ${shorten(told.secureElementId)}: ${phase}`);
      return { status: 201, body: reported.at(-1) };
    },
    "GET /resets": () => ({ body: reported }),
  };
}
