import type { ChargeLimit } from "../../functions/src/flow/ports.ts";

/** A limit with room for everybody, for whatever isn't about limits. */
export const unlimited: ChargeLimit = async () => undefined;
