import type { ServerResponse } from "node:http";
import { z } from "zod";
import { CompactJws, messageTypes, Sha256 } from "../../../functions/src/contract/jws.ts";
import type { Faults } from "../faults.ts";
import type { JsonAnswer, JsonRoutes } from "../json.ts";
import type { PartnerKey } from "../partnerKey.ts";
import type { FindKey } from "../phones/keySet.ts";
import { type Narrate, shorten } from "../standIn.ts";
import { readRequest } from "./readRequest.ts";
import type { RequestBook } from "./requestBook.ts";
import type { SecureElements } from "./secureElements.ts";
import { type Mishap, type TsmFault, tsmFault } from "./tsmFault.ts";

interface Surroundings {
  readonly book: RequestBook;
  readonly faults: Faults<TsmFault>;
  readonly key: PartnerKey;
  readonly elements: SecureElements;
  readonly findKey: FindKey;
  /** Its own address, which requests have to name. */
  readonly audience: Promise<string>;
  readonly narrate: Narrate;
}

const Asked = z.strictObject({ request: CompactJws });
const Personalised = z.strictObject({
  secureElementId: z.string().min(8).max(256),
  thumbprints: z.array(Sha256).min(1).max(10),
});

/** The service's and the phones' side of the SEI-TSM, and the tester's: what was asked, and faults to order. */
export function tsmRoutes(surroundings: Surroundings): JsonRoutes {
  const { book, faults, elements, key } = surroundings;
  return {
    "POST /requests": ({ body }) => take(Asked.parse(body).request, surroundings),
    "GET /requests": () => ({ body: book.all }),
    "POST /statements": async ({ body }) => {
      const { secureElementId, thumbprints } = Personalised.parse(body);
      if (!(await elements.holds(secureElementId, thumbprints)))
        return { status: 409, body: { error: "these certificates are not in that secure element" } };
      const certificates = thumbprints.map((thumbprint) => ({ "x5t#S256": thumbprint }));
      const claims = { secureElementId, certificates };
      return {
        status: 201,
        body: { statement: await key.sign(messageTypes.secureElementStatement, claims) },
      };
    },
    "POST /faults": ({ body }) => {
      faults.order(tsmFault.parse(body));
      return { status: 201, body: faults.open() };
    },
    "GET /faults": () => ({ body: faults.open() }),
    "DELETE /faults": () => {
      faults.clear();
      return { status: 204 };
    },
  };
}

async function take(jws: string, surroundings: Surroundings): Promise<JsonAnswer> {
  const { book, faults, findKey, narrate } = surroundings;
  const fault = faults.take(() => true);
  if (fault) narrate(`misbehaving as ordered: ${fault.kind}`);
  if (fault?.kind === "fail") return { takeOver: (response) => fail(response, fault) };
  const mishap: Mishap | undefined = fault;
  const request = await readRequest(jws, { audience: await surroundings.audience, findKey, now: new Date() });
  if ("refused" in request) {
    narrate(`refused a request: ${request.refused}`);
    return { status: 400, body: { error: request.refused } };
  }
  narrate(`asked to erase in secure element ${shorten(request.secureElement)} (${request.scope})`);
  book.take(request, mishap);
  return { status: 202, body: { taken: true } };
}

function fail(
  response: ServerResponse,
  { status, retryAfterSeconds }: Extract<TsmFault, { kind: "fail" }>,
): void {
  const retryAfter = retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) };
  response.writeHead(status, { "content-type": "application/json", ...retryAfter });
  response.end(JSON.stringify({ error: "failing as ordered" }));
}
