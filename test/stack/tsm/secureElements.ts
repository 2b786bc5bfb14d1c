import { z } from "zod";
import type { TsmRequest } from "../../../functions/src/contract/tsm.ts";
import { TsmReport } from "../../../functions/src/contract/tsm.ts";
import { keyedHash } from "../../../functions/src/domain/hash.ts";
import { postJson } from "../phones/holder.ts";

/** What the secure elements answered about each certificate. */
export type Results = z.infer<typeof TsmReport>["results"];

/** The SEI-TSM's way to the secure elements, past any app. */
export interface SecureElements {
  /** Has one erase what a request names; undefined while its phone isn't online. */
  erase(request: TsmRequest): Promise<Results | undefined>;
  /** Whether all these certificates are in that secure element now. */
  holds(secureElementId: string, thumbprints: readonly string[]): Promise<boolean>;
}

const Listed = z.array(z.object({ id: z.string(), online: z.boolean(), thumbprints: z.array(z.string()) }));
const Erased = z.object({ results: TsmReport.shape.results });

/** Those in the simulated phones; one is found by the keyed hash of its id. */
export function secureElements(phonesUrl: string, hashKey: Uint8Array): SecureElements {
  const all = async () => Listed.parse(await (await fetch(`${phonesUrl}/secure-elements`)).json());
  return {
    async erase({ secureElement, certificates, scope }) {
      const found = (await all()).find(({ id }) => keyedHash(hashKey, id) === secureElement);
      if (!found?.online) return undefined;
      const order = { thumbprints: certificates.map((one) => one["x5t#S256"]), scope };
      const { status, body } = await postJson(`${phonesUrl}/secure-elements/${found.id}/erase`, order);
      return status === 200 ? Erased.parse(body).results : undefined;
    },
    async holds(secureElementId, thumbprints) {
      const found = (await all()).find(({ id }) => id === secureElementId);
      return thumbprints.every((thumbprint) => found?.thumbprints.includes(thumbprint));
    },
  };
}
