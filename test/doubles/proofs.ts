import { openCheck } from "../../functions/src/domain/counterCheck.ts";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import { phoneHashes } from "../../functions/src/domain/provenPhone.ts";
import type { ClearanceProofPorts } from "../../functions/src/flow/clearanceProofPorts.ts";
import { issueProofToHolder, issueProofToShop } from "../../functions/src/flow/issueClearanceProof.ts";
import { sampleImei } from "./clearanceProofs.ts";
import { sampleAuthentication, sampleSigning, start } from "./samples.ts";
import { sampleRegistry } from "./views.ts";
import type { World } from "./world.ts";

const gone = [sampleSigning, sampleAuthentication].map(({ thumbprint }) => {
  return { thumbprint, outcome: "erased" } as const;
});

/** A holder whose one phone was revoked and has answered that it is erased, three minutes in. */
export async function clearedWorld<W extends World>(world: W) {
  const [holderId, deviceId] = await world.enrolled();
  await world.revoke();
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

/** A clerk of a shop that is registered. */
export const sampleClerk = { clerkId: "clerk-1", shopId: "shop-1" };

/** A shop, and a check of a phone that its clerk opened just now: the check's id. */
export async function checkIn(world: World, deviceId: string, clerk = sampleClerk): Promise<string> {
  const clearanceId = hexDigest("clearance", clerk.shopId, deviceId);
  const proof = { openedBy: "code", proofHash: "1".repeat(64) } as const;
  const shop = { shopId: clerk.shopId, name: "Sample Shop", needsTwoPeople: false, state: "active" } as const;
  await world.store.transact(async (records) => {
    await records.shops.read(clerk.shopId);
    records.shops.keep({ ...shop, registeredAt: start, changedAt: start });
    records.checks.keep(openCheck({ clearanceId, deviceId, ...clerk, ...proof }, world.clock()));
  });
  return clearanceId;
}

/** The holder, signed in by card just now unless told, asks for a proof of the phone with the sample's IMEI. */
export function proveIn(
  world: World,
  asked: { holderId: string; deviceId: string; shown?: string; signedInAt?: Date },
): ReturnType<typeof issueProofToHolder> {
  const ports = { ...proofPorts(world), transact: world.store.transact, sessionLife: 600_000 };
  return issueProofToHolder({ shown: sampleImei, signedInAt: world.clock(), ...asked }, ports);
}

/** The clerk asks for one in a check. */
export function proveAtCounter(
  world: World,
  asked: { clearanceId: string; shown?: string; clerk?: typeof sampleClerk },
): ReturnType<typeof issueProofToShop> {
  const ports = { ...proofPorts(world), transact: world.store.transact };
  return issueProofToShop({ shown: sampleImei, clerk: sampleClerk, ...asked }, ports);
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
