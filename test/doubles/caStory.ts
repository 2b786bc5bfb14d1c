import { expect } from "vitest";
import { sampleRegistration, type World } from "./world.ts";

/** The certificates of the one enrolled phone. */
export const [signing = "", authentication = ""] = sampleRegistration.certificates.map(
  ({ certificateId }) => certificateId,
);

/** A certificate's state as it is stored. */
export function stateOf(world: World, certificateId: string) {
  return world.documents.at(`certificates/${certificateId}`)?.state;
}

/** The one wipe that there is. */
export function onlyWipe(world: World) {
  const [path = "", ...others] = world.documents.paths("wipes");
  expect(others).toEqual([]);
  return world.documents.at(path) ?? {};
}

/** What the audit tells of the CA, in its order. */
export function actsOfCa(world: World): unknown[] {
  const facts = world.documents.paths("audit").map((path) => world.documents.at(path) ?? {});
  return facts.filter(({ actor }) => actor === "ca").map(({ act }) => act);
}
