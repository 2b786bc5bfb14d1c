import type { z } from "zod";
import type {
  ReportFromTsm,
  SecureElementStatement,
  TsmReport,
  TsmReportTaken,
  TsmRequest,
} from "../../functions/src/contract/tsm.ts";
import {
  authenticationThumbprint,
  claims,
  commandId,
  jws,
  service,
  signingThumbprint,
} from "./exampleValues.ts";

const secureElement = "3b1f8e0c5a7d42969f0e1c2b3a495867d8e7f60514233241506f7e8d9cabbac9";
const fromTsm = { iss: "sei-tsm", sub: "sei-tsm" };

export const statementHeader = { alg: "ES256", typ: "secure-element-statement+jwt", kid: "tsm-2026" };
export const secureElementStatement: z.input<typeof SecureElementStatement> = {
  ...fromTsm,
  ...claims,
  jti: "Wm4qT8zLb1XcN6vP",
  secureElementId: "4790d3210112",
  certificates: [{ "x5t#S256": signingThumbprint }, { "x5t#S256": authenticationThumbprint }],
};
export const tsmRequestHeader = { alg: "ES256", typ: "tsm-request+jwt", kid: "2026-11" };
export const tsmRequest: z.input<typeof TsmRequest> = {
  iss: service,
  aud: "https://tsm.example",
  jti: commandId,
  secureElement,
  certificates: [{ "x5t#S256": signingThumbprint }, { "x5t#S256": authenticationThumbprint }],
  scope: "applet",
  iat: claims.iat,
  exp: claims.iat + 600,
};
export const reportFromTsm: z.input<typeof ReportFromTsm> = { report: jws };
export const tsmReportHeader = { alg: "ES256", typ: "tsm-report+jwt", kid: "tsm-2026" };
export const tsmReport: z.input<typeof TsmReport> = {
  ...fromTsm,
  ...claims,
  jti: "Bq7nF3xJs0KyR5tD",
  commandId,
  results: [
    { "x5t#S256": signingThumbprint, outcome: "erased" },
    { "x5t#S256": authenticationThumbprint, outcome: "erased" },
  ],
};
export const tsmReportTaken: z.input<typeof TsmReportTaken> = { taken: true };
