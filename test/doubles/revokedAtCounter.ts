import type { Outcome } from "../../functions/src/domain/wipe.ts";
import { atCounter, type CounterWorld } from "./counterWorld.ts";
import { sampleDevice } from "./samples.ts";

/** A holder's phone that was revoked, and a check of it: the wipe's id, the device's and the check's. */
export async function revokedAtCounter(needsTwoPeople = false) {
  const [world, holderId, deviceId] = await atCounter(needsTwoPeople);
  const shown = await world.revoke();
  const wipeId = "devices" in shown ? (shown.devices[0]?.wipe.wipeId ?? "") : "";
  const clearanceId = await world.checked(holderId, deviceId);
  return { world, holderId, deviceId, wipeId, clearanceId };
}

/** The wipe as it is stored. */
export function wipeIn(world: CounterWorld, wipeId: string) {
  return world.documents.at(`wipes/${wipeId}`) ?? {};
}

/** The phone answers for both certificates, for the first time unless told. */
export function answer(world: CounterWorld, wipeId: string, outcome: Outcome, seq = 1) {
  const { nonce } = wipeIn(world, wipeId);
  const results = ["s", "t"].map((letter) => ({ thumbprint: letter.repeat(43), outcome }));
  return world.acknowledge(
    { commandId: `${wipeId}.1`, nonce: String(nonce), seq, results },
    sampleDevice.deviceKey,
  );
}
