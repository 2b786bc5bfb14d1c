import type { z } from "zod";
import type { DeclareDevice, DeviceDeclared } from "../../functions/src/contract/declareDevice.ts";
import type { DeviceView, ListDevices, ListedDevices } from "../../functions/src/contract/deviceView.ts";
import type { HandOverPlanned, PlanHandOver } from "../../functions/src/contract/planHandOver.ts";
import { erasureWords, instructionWords } from "../../functions/src/text/view.ts";
import { deviceId } from "./exampleValues.ts";

const shownDevice: z.input<typeof DeviceView> = {
  deviceId,
  model: "Sample 8",
  state: "replaced",
  certificates: [
    { kind: "signing", state: "revoked", changedAt: "2026-11-22T09:00:05.000Z" },
    { kind: "authentication", state: "revoked", changedAt: "2026-11-22T09:00:05.000Z" },
  ],
  erasure: {
    state: "waiting",
    evidence: "none",
    words: erasureWords({ state: "waiting", evidence: "none" }),
  },
  todo: { instruction: "connect", ...instructionWords("connect") },
  lastSeenAt: "2026-11-20T21:15:00.000Z",
  nextStepAt: "2026-11-22T17:00:05.000Z",
  updatedAt: "2026-11-22T09:00:07.000Z",
};
export const listDevices: z.input<typeof ListDevices> = {};
export const listedDevices: z.input<typeof ListedDevices> = { devices: [shownDevice] };
export const declareDevice: z.input<typeof DeclareDevice> = { deviceId, declaration: "initialised" };
export const deviceDeclared: z.input<typeof DeviceDeclared> = {
  next: "closed",
  device: declaredDevice(),
};
export const planHandOver: z.input<typeof PlanHandOver> = { deviceId, on: "2026-11-25" };
export const handOverPlanned: z.input<typeof HandOverPlanned> = {
  device: { ...shownDevice, handOverOn: "2026-11-25T03:00:00.000Z" },
};

function declaredDevice(): z.input<typeof DeviceView> {
  const { nextStepAt, ...rest } = shownDevice;
  const erasure = { state: "closedUnverified", evidence: "holderDeclared" } as const;
  return {
    ...rest,
    erasure: { ...erasure, words: erasureWords(erasure) },
    todo: { instruction: "askShop", ...instructionWords("askShop") },
    updatedAt: "2026-11-25T11:30:00.000Z",
  };
}
