import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { JsonAnswer, JsonRoutes } from "../json.ts";
import type { Hierarchy } from "./hierarchy.ts";

/** Both certification authorities. */
export interface BothCas {
  readonly card: Hierarchy;
  readonly phone: Hierarchy;
}

/** `POST /crls`: what is served from now on; a stale list is two hours old. */
const Served = z.strictObject({ crls: z.enum(["fresh", "stale", "absent"]) });
const twoHours = 7_200_000;
type Served = z.output<typeof Served>["crls"];

/** The four CRLs at the addresses that the certificates name, made anew at each request. */
export function crlRoutes(cas: Promise<BothCas>): JsonRoutes {
  let served: Served = "fresh";
  return {
    "POST /crls": ({ body }) => {
      served = Served.parse(body).crls;
      return { status: 204 };
    },
    "GET /card-ca.crl": async () => crl((await cas).card, "issuing", served),
    "GET /card-root.crl": async () => crl((await cas).card, "root", served),
    "GET /phone-ca.crl": async () => crl((await cas).phone, "issuing", served),
    "GET /phone-root.crl": async () => crl((await cas).phone, "root", served),
  };
}

/** Answers with bytes of that type. */
export function end(response: ServerResponse, type: string, body: Buffer): void {
  response.writeHead(200, { "content-type": type }).end(body);
}

async function crl(hierarchy: Hierarchy, of: "root" | "issuing", served: Served): Promise<JsonAnswer> {
  if (served === "absent") return { status: 503, body: { error: "no list, as POST /crls has it" } };
  const madeAt = Date.now() - (served === "stale" ? twoHours : 0);
  const der = Buffer.from(await hierarchy.crl(of, new Date(madeAt)));
  return { takeOver: (response) => end(response, "application/pkix-crl", der) };
}
