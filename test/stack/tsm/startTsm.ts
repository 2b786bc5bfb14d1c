import { createFaults } from "../faults.ts";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { partnerIds } from "../partnerIds.ts";
import { createPartnerKey } from "../partnerKey.ts";
import { createKeySet } from "../phones/keySet.ts";
import type { Narrate, RunningStandIn } from "../standIn.ts";
import { postReport } from "./postReport.ts";
import { RequestBook } from "./requestBook.ts";
import { secureElements } from "./secureElements.ts";
import type { TsmFault } from "./tsmFault.ts";
import { tsmRoutes } from "./tsmRoutes.ts";

/** Where the SEI-TSM listens (0: one that is free), whom it serves, and how it finds secure elements. */
interface TsmOptions {
  readonly port: number;
  /** The service's public address: where its keys are, where reports go, and what they name as `aud`. */
  readonly service: string;
  readonly phones: string;
  /** What the ids of secure elements are hashed with, agreed with the service. */
  readonly hashKey: Uint8Array;
}

/** Starts the SEI-TSM's stand-in (docs/tsm-contract.md) with a fresh key, which `ready` names. */
export async function startTsm(options: TsmOptions, narrate: Narrate): Promise<RunningStandIn> {
  const { service, phones, hashKey } = options;
  const key = await createPartnerKey(partnerIds.tsm, service, "ES256");
  const elements = secureElements(phones, hashKey);
  const book = new RequestBook({
    erase: elements.erase,
    report: (claims) => postReport(key, service, claims),
    narrate,
    now: () => new Date(),
  });
  const url = Promise.withResolvers<string>();
  const server = jsonServer(
    tsmRoutes({
      book,
      faults: createFaults<TsmFault>(),
      key,
      elements,
      findKey: createKeySet(service),
      audience: url.promise,
      narrate,
    }),
  );
  url.resolve(`http://127.0.0.1:${await listen(server, options.port)}`);
  const stop = async () => {
    book.stop();
    await close(server);
  };
  return { ready: { url: await url.promise, keys: [key.publicKey] }, stop };
}
