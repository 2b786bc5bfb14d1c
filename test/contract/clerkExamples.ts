import type { z } from "zod";
import type {
  ClearanceView,
  OpenClearance,
  PullNow,
  RecordInitialisation,
} from "../../functions/src/contract/clearance.ts";
import { clearanceStepWords, clearanceWords } from "../../functions/src/text/clearance.ts";
import { jws, service } from "./exampleValues.ts";

export const openClearance: z.input<typeof OpenClearance> = {
  requestId: "counter-2-2026-11-22-0031",
  code: { receptionNumber: "4821", code: "573906" },
};
export const openClearanceByPhone: z.input<typeof OpenClearance> = {
  requestId: "counter-2-2026-11-22-0032",
  phone: jws,
};

const waiting = { verdict: "eraseFirst", isRevoked: true, isErased: false, evidence: "none" } as const;
const clear = { verdict: "clear", isRevoked: true, isErased: true, evidence: "counterChecked" } as const;

export const clearanceOpened: z.input<typeof ClearanceView> = {
  clearanceId: "2f7a8d03c1b64e95f0e1d2c3b4a5968778695a4b3c2d1e0ff1e2d3c4b5a69788",
  ...waiting,
  words: clearanceWords(waiting),
  todo: { step: "pullNow", ...clearanceStepWords("pullNow") },
  phone: { model: "Sample 8", platform: "android" },
  pullUrl: `${service}/open?do=fetchCommands`,
  asOf: "2026-11-22T09:03:10.000Z",
  expiresAt: "2026-11-22T09:33:10.000Z",
  mayBeProven: false,
  shopsWord: "shopByCode",
};
export const pullNow: z.input<typeof PullNow> = {};
export const recordInitialisation: z.input<typeof RecordInitialisation> = {};
export const initialisationRecorded: z.input<typeof ClearanceView> = {
  ...clearanceOpened,
  ...clear,
  words: clearanceWords(clear),
  todo: { step: "handOver", ...clearanceStepWords("handOver") },
  phone: { model: "Sample i4", platform: "ios" },
  initialisation: { state: "recorded", at: "2026-11-22T09:12:40.000Z", mayConfirm: false },
  asOf: "2026-11-22T09:12:40.000Z",
  mayBeProven: true,
};
