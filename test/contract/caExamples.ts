import type { z } from "zod";
import type { CaEvent, CaEventTaken, ReportCaEvent } from "../../functions/src/contract/caEvent.ts";
import type { PartnerJwk } from "../../functions/src/contract/partner.ts";
import { claims, deviceKey, jws } from "./exampleValues.ts";

const issuer = "MDYxCzAJBgNVBAYTAkpQMRIwEAYDVQQKDAlDYXJkIENBIDExEzARBgNVBAMMCklzc3VpbmcgQ0E=";
const fromCa = { iss: "card-ca", sub: "card-ca" };
const occurredAt = 1_795_330_800;

export const partnerJwk: z.input<typeof PartnerJwk> = { ...deviceKey, kid: "card-ca-2026", alg: "ES256" };
export const reportCaEvent: z.input<typeof ReportCaEvent> = { event: jws };
export const caEventHeader = { alg: "ES256", typ: "ca-event+jwt", kid: "card-ca-2026" };
export const caEvent: z.input<typeof CaEvent> = {
  ...claims,
  jti: "evt-2026-11-22-000417",
  ...fromCa,
  occurredAt,
  card: { issuer, serialNumber: "4A1F03C2" },
  event: "cardRevoked",
};
export const caRenewal: z.input<typeof CaEvent> = {
  ...claims,
  jti: "evt-2026-11-22-000418",
  ...fromCa,
  occurredAt,
  card: { issuer, serialNumber: "4A1F03C2" },
  event: "cardRenewed",
  newCard: { issuer, serialNumber: "4A2077D9" },
};
export const caEventTaken: z.input<typeof CaEventTaken> = { taken: true };
