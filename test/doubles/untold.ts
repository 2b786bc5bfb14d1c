import type { AuditRefusal } from "../../functions/src/flow/refusalPorts.ts";

/** Tells refusals to nobody, for whatever isn't about that: what is refused then writes nothing at all. */
export const untold: AuditRefusal = async (decision) => decision;
