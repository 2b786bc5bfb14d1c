import type { z } from "zod";
import { CreateHandoverCode, type HandoverCodeCreated } from "../../contract/clearance.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { createHandOverCode } from "../../flow/createHandOverCode.ts";
import { holderCallable } from "../callable.ts";
import { services } from "../services.ts";

/** Makes a code that lets one shop check one phone once; takes a session opened by card a moment ago. */
export const createHandoverCode = holderCallable(
  CreateHandoverCode,
  async (asked, holder): Promise<Decision<z.output<typeof HandoverCodeCreated>>> => {
    const { store, limit, sessionLife, auditRefusal, newCode, newReceptionNumber, newId, clock } = services;
    const created = await createHandOverCode(
      { ...asked, ...holder },
      {
        ...{ newCode, newReceptionNumber, newId, clock },
        transact: store().transact,
        limit: limit(),
        hashCode: services.hashHandOverCode(),
        codeLife: services.handOverCodeLife(),
        sessionLife: sessionLife(),
        auditRefusal: auditRefusal(),
      },
    );
    if (isRefused(created)) return created;
    const { receptionNumber, code, expiresAt } = created;
    const qr = `${services.publicUrl()}/shop/#c=${receptionNumber}${code}`;
    return { receptionNumber, code, expiresAt: expiresAt.toISOString(), qr };
  },
);
