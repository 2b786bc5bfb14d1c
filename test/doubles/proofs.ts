import { phoneHashes } from "../../functions/src/domain/provenPhone.ts";
import type { ClearanceProofPorts } from "../../functions/src/flow/clearanceProofPorts.ts";
import type { Clerk } from "../../functions/src/flow/counterPorts.ts";
import { issueProofToHolder, issueProofToShop } from "../../functions/src/flow/issueClearanceProof.ts";
import { sampleImei } from "./clearanceProofs.ts";
import { ann, atCounter } from "./counterWorld.ts";
import { sampleAuthentication, sampleSigning } from "./samples.ts";
import { sampleRegistry } from "./views.ts";
import type { World } from "./world.ts";

const gone = [sampleSigning, sampleAuthentication].map(({ thumbprint }) => {
  return { thumbprint, outcome: "erased" } as const;
});

/** A holder whose one phone was revoked, for this cause where told, and has answered that it is erased, three minutes in, and shops that may check it. */
export async function clearedWorld(request: Parameters<World["revoke"]>[0] = {}) {
  const [world, holderId, deviceId] = await atCounter();
  await world.revoke(request);
  world.setMinutes(3);
  await eraseIn(world);
  return { world, holderId, deviceId };
}

/** The phone answers the wipe that was opened last that all is gone. */
export async function eraseIn(world: World): Promise<void> {
  const path = world.documents.paths("wipes").at(-1) ?? "";
  const { nonce } = Object(world.documents.at(path));
  await world.acknowledge({ commandId: `${path.slice("wipes/".length)}.1`, nonce, results: gone });
}

/** The holder, signed in by card just now unless told, asks for a proof of the phone with the sample's IMEI. */
export function proveIn(
  world: World,
  asked: { holderId: string; deviceId: string; shown?: string; signedInAt?: Date },
): ReturnType<typeof issueProofToHolder> {
  const ports = { ...proofPorts(world), transact: world.store.transact, sessionLife: 600_000 };
  return issueProofToHolder({ shown: sampleImei, signedInAt: world.clock(), ...asked }, ports);
}

/** A clerk asks for one in a check. */
export function proveAtCounter(
  world: World,
  asked: { clearanceId: string; shown?: string; clerk?: Clerk },
): ReturnType<typeof issueProofToShop> {
  const ports = { ...proofPorts(world), transact: world.store.transact };
  return issueProofToShop({ shown: sampleImei, clerk: ann, ...asked }, ports);
}

/** A proof is its claims as JSON here, taken at their word, under another signature each time. */
function proofPorts(world: World): ClearanceProofPorts {
  const { limit, auditRefusal, newId, clock } = world;
  return {
    ...{ limit, auditRefusal, newId, clock },
    readRegistry: async () => sampleRegistry,
    sign: async (proof) => {
      const signed = JSON.stringify(proof);
      return { jws: `${signed} ${newId()}`, qr: `qr of ${signed}`, verificationCode: `code of ${signed}` };
    },
    hashPhone: phoneHashes(Buffer.alloc(32, "secret of the tests")),
    proofLife: 7 * 24 * 60 * 60_000,
  };
}
