import { messageTypes } from "../../../functions/src/contract/jws.ts";
import type { PartnerKey } from "../partnerKey.ts";
import { postJson } from "../phones/holder.ts";
import type { Results } from "./secureElements.ts";

/** What became of a report: taken, refused for good, or to be sent again. */
export type Reported = "taken" | "refused" | "tryAgain";

/** Signs a report afresh, because it expires, and sends it. A service that can't be reached is to be tried again. */
export async function postReport(
  key: PartnerKey,
  service: string,
  claims: { commandId: string; results: Results },
): Promise<Reported> {
  const report = await key.sign(messageTypes.tsmReport, claims);
  const answer = await postJson(`${service}/v1/tsm-reports`, { report }).catch(() => undefined);
  if (answer?.status === 200) return "taken";
  return answer && answer.status >= 400 && answer.status < 500 ? "refused" : "tryAgain";
}
