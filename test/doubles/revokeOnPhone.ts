import type { OnDeviceRequest } from "../../functions/src/flow/onDevicePorts.ts";
import { revokeOnDevice } from "../../functions/src/flow/revokeOnDevice.ts";
import { sampleAuthentication, sampleSigning } from "./samples.ts";
import { schedule, World } from "./world.ts";

/** The certificate that signs where the signing one doesn't. */
export const signedByAuthentication = {
  certificateId: sampleAuthentication.certificateId,
  thumbprint: sampleAuthentication.thumbprint,
};

/** A world with one holder and the sample phone. */
export async function enrolledWorld(): Promise<{ world: World; holderId: string; deviceId: string }> {
  const world = new World();
  const [holderId, deviceId] = await world.enrolled();
  return { world, holderId, deviceId };
}

/** How the sample phone's certificates stand, the signing one first. */
export function statesOf(world: World): unknown[] {
  return [sampleSigning, sampleAuthentication].map(
    ({ certificateId }) => world.documents.at(`certificates/${certificateId}`)?.state,
  );
}

/** An application by the sample phone's signing certificate, as its reader gives it. */
function phoneSigned(request: Partial<OnDeviceRequest> = {}): OnDeviceRequest {
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
    read: world.store.read,
    auditRefusal: world.auditRefusal,
    signCommand: world.signCommand,
    schedule,
    clock: world.clock,
    chance: () => 0,
    newId: world.newId,
    scope: world.scope,
  });
}
