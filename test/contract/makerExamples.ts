import type { z } from "zod";
import type { ReportReset, ResetReport, ResetReportTaken } from "../../functions/src/contract/reset.ts";
import { claims, jws } from "./exampleValues.ts";

export const reportReset: z.input<typeof ReportReset> = { report: jws };
export const resetReportHeader = { alg: "ES256", typ: "reset-report+jwt", kid: "maker-2026" };
export const resetStarted: z.input<typeof ResetReport> = {
  ...claims,
  jti: "rst-2026-11-22-00a3f1-s",
  ...{ iss: "phone-maker", sub: "phone-maker" },
  secureElementId: "4790D321011200E3",
  phase: "started",
  toe: 1_795_337_990,
};
export const resetCompleted: z.input<typeof ResetReport> = {
  ...resetStarted,
  jti: "rst-2026-11-22-00a3f1-c",
  phase: "completed",
  toe: 1_795_337_998,
};
export const resetReportTaken: z.input<typeof ResetReportTaken> = { taken: true };
