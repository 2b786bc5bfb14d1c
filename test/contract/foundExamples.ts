import type { z } from "zod";
import type {
  CheckFoundCertificates,
  FoundCertificates,
  FoundErasedTaken,
  ReportFoundErased,
} from "../../functions/src/contract/found.ts";
import { foundWords } from "../../functions/src/text/found.ts";
import { authenticationThumbprint, signingThumbprint } from "./exampleValues.ts";

const thumbprints = [signingThumbprint, authenticationThumbprint];

export const checkFoundCertificates: z.input<typeof CheckFoundCertificates> = { thumbprints };
export const foundRevoked: z.input<typeof FoundCertificates> = {
  found: "revoked",
  mayErase: true,
  todo: foundWords("revoked"),
};
export const foundInForce: z.input<typeof FoundCertificates> = {
  found: "inForce",
  mayErase: false,
  todo: foundWords("inForce"),
};
export const foundUnknown: z.input<typeof FoundCertificates> = {
  found: "unknown",
  mayErase: false,
  todo: foundWords("unknown"),
};
export const reportFoundErased: z.input<typeof ReportFoundErased> = { thumbprints, outcome: "erased" };
export const foundErasedTaken: z.input<typeof FoundErasedTaken> = { taken: true };
