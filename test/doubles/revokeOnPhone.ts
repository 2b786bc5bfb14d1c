import type { OnDeviceRequest } from "../../functions/src/flow/onDevicePorts.ts";
import { revokeOnDevice } from "../../functions/src/flow/revokeOnDevice.ts";
import { sampleSigning } from "./samples.ts";
import { schedule, type World } from "./world.ts";

/** An application by the sample phone's signing certificate, as its reader gives it. */
export function phoneSigned(request: Partial<OnDeviceRequest> = {}): OnDeviceRequest {
  const { certificateId, thumbprint } = sampleSigning;
  const signedBy = { certificateId, thumbprint };
  return { jti: "on-device-number-1", certificates: "all", cause: "stoppedUsing", signedBy, ...request };
}

/** The holder revokes on the sample phone itself; the commands in the answer are the wipes' ids. */
export function revokeOnPhone(
  world: World,
  request: Partial<OnDeviceRequest> = {},
): ReturnType<typeof revokeOnDevice> {
  return revokeOnDevice("application", {
    readOnDevice: async () => phoneSigned(request),
    transact: world.store.transact,
    signCommand: async (wipe) => wipe.wipeId,
    schedule,
    clock: world.clock,
    chance: () => 0,
    newId: world.newId,
    scope: world.scope,
  });
}
