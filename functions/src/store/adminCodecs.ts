import { z } from "zod";
import { auditActors, auditedActs, auditMethods } from "../domain/audit.ts";
import { partnerKinds, partnerScopes, partnerStates } from "../domain/partner.ts";
import { refusals } from "../domain/refusal.ts";
import { registerIds } from "../domain/register.ts";
import { staffRoles, staffStates } from "../domain/staff.ts";
import { at, auditHead, publicKey } from "./codecs.ts";

/** `staff/{staffId}`. */
export const StaffFields = z.object({
  staffId: z.string(),
  role: z.enum(staffRoles),
  shopId: z.string().exactOptional(),
  state: z.enum(staffStates),
  addedAt: at,
  changedAt: at,
});

/** `registers/{registerId}`. */
export const RegisterFields = z.object({ registerId: z.enum(registerIds), auditHead });

/** The little of a holder, a device or a register that its chain is verified by. */
export const ChainOwnerFields = z.object({ holderId: z.string().exactOptional(), auditHead });

/** `refusals/{day-function}`. */
export const RefusalCountFields = z.object({
  day: z.string(),
  deployed: z.string(),
  counts: z.record(z.string(), z.partialRecord(z.enum(refusals), z.int())),
  total: z.int(),
});

/** `audit/{auditId}`. */
export const AuditFields = z.object({
  auditId: z.string(),
  holderId: z.string().exactOptional(),
  chain: z.string(),
  sequence: z.int(),
  previousHash: z.string(),
  hash: z.string(),
  act: z.enum(auditedActs),
  actor: z.enum(auditActors),
  method: z.enum(auditMethods),
  subjects: z.array(z.string()),
  at,
  refusal: z.enum(refusals).exactOptional(),
});

const partnerJwk = z.union([
  publicKey.extend({ kid: z.string(), alg: z.literal("ES256") }),
  publicKey.extend({ crv: z.literal("P-384"), kid: z.string(), alg: z.literal("ES384") }),
  z.object({
    kty: z.literal("RSA"),
    n: z.string(),
    e: z.string(),
    kid: z.string(),
    alg: z.enum(["PS256", "RS256"]),
  }),
]);

/** `partners/{partnerId}`. */
export const PartnerFields = z.object({
  partnerId: z.string(),
  name: z.string(),
  kind: z.enum(partnerKinds),
  state: z.enum(partnerStates),
  scopes: z.array(z.enum(partnerScopes)),
  keys: z.array(z.object({ jwk: partnerJwk, startsAt: at, endsAt: at.exactOptional() })),
  registeredAt: at,
  changedAt: at,
});
