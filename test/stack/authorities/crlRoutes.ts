import type { ServerResponse } from "node:http";
import type { JsonAnswer, JsonRoutes } from "../json.ts";
import type { Hierarchy } from "./hierarchy.ts";

/** Both certification authorities. */
export interface BothCas {
  readonly card: Hierarchy;
  readonly phone: Hierarchy;
}

/** The four CRLs at the addresses that the certificates name, made anew at each request. */
export function crlRoutes(cas: Promise<BothCas>): JsonRoutes {
  return {
    "GET /card-ca.crl": async () => crl((await cas).card, "issuing"),
    "GET /card-root.crl": async () => crl((await cas).card, "root"),
    "GET /phone-ca.crl": async () => crl((await cas).phone, "issuing"),
    "GET /phone-root.crl": async () => crl((await cas).phone, "root"),
  };
}

/** Answers with bytes of that type. */
export function end(response: ServerResponse, type: string, body: Buffer): void {
  response.writeHead(200, { "content-type": type }).end(body);
}

async function crl(hierarchy: Hierarchy, of: "root" | "issuing"): Promise<JsonAnswer> {
  const der = Buffer.from(await hierarchy.crl(of, new Date()));
  return { takeOver: (response) => end(response, "application/pkix-crl", der) };
}
