import { eraseIn, proveIn } from "../doubles/proofs.ts";
import { start } from "../doubles/samples.ts";
import type { Row } from "./rowsOfCards.ts";
import { full, giveCode, look, lookAtAnothers, preview, setContact } from "./tries.ts";

/** What holders are refused in their session. */
export const inSession: readonly Row[] = [
  [
    "a preview in an old session",
    ({ world, holderId }) => preview(world, holderId, new Date(0)),
    "not_signed_in",
    "holder: previewRefused by holder, session",
  ],
  [
    "one preview too many",
    ({ world, holderId }) => preview(full(world, "previewsPerSession"), holderId, start),
    "rate_limited",
    "holder: previewRefused by holder, session",
  ],
  [
    "a look at a revocation that isn't there",
    ({ world, holderId }) => look(world, holderId),
    "revocation_unknown",
    "holder: viewRefused by holder, session",
  ],
  [
    "a look at another's revocation",
    (told) => lookAtAnothers(told),
    "revocation_unknown",
    "other holder: viewRefused by holder, session",
  ],
  [
    "a choice in an old session",
    ({ world, holderId }) =>
      world.setHoldChoice({ holderId, blockingWord: "さくら", signedInAt: new Date(0) }),
    "not_signed_in",
    "holder: holdChoiceRefused by holder, session",
  ],
  [
    "a blocking word that is too short",
    ({ world, holderId }) => world.setHoldChoice({ holderId, blockingWord: "さ" }),
    "malformed_request",
    "holder: holdChoiceRefused by holder, session",
  ],
  [
    "a change of contact in an old session",
    ({ world, holderId }) => setContact(world, holderId, new Date(0)),
    "not_signed_in",
    "holder: contactRefused by holder, session",
  ],
  [
    "a code that nobody waits for",
    ({ world, holderId }) => giveCode(world, holderId),
    "contact_code_refused",
    "holder: contactRefused by holder, session",
  ],
  [
    "a choice by somebody who is no holder",
    ({ world }) => world.setHoldChoice({ holderId: "agent-1", blockingWord: "さくら" }),
    "not_signed_in",
    "nothing",
  ],
  [
    "a clearance proof in an old session",
    ({ world, holderId, deviceId }) => proveIn(world, { holderId, deviceId, signedInAt: new Date(0) }),
    "not_signed_in",
    "holder: proofRefused by holder, session",
  ],
  [
    "a clearance proof of another's phone",
    ({ world, otherHolderId: holderId, deviceId }) => proveIn(world, { holderId, deviceId }),
    "device_unknown",
    "other holder: proofRefused by holder, session",
  ],
  [
    "a clearance proof of a phone that isn't clear",
    ({ world, holderId, deviceId }) => proveIn(world, { holderId, deviceId }),
    "clearance_not_clear",
    "holder: proofRefused by holder, session",
  ],
  [
    "a clearance proof for a number with a slip in it",
    ({ world, holderId, deviceId }) => proveIn(world, { holderId, deviceId, shown: "490154203237519" }),
    "malformed_request",
    "holder: proofRefused by holder, session",
  ],
  [
    "a clearance proof for another number than before",
    async ({ world, holderId, deviceId }) => {
      await world.revoke();
      await eraseIn(world);
      await proveIn(world, { holderId, deviceId });
      return proveIn(world, { holderId, deviceId, shown: "356938035643809" });
    },
    "phone_of_another_proof",
    "holder: proofRefused by holder, session",
  ],
  [
    "a hand-over code in an old session",
    ({ world, holderId, deviceId }) => world.createCode({ holderId, deviceId, signedInAt: new Date(0) }),
    "not_signed_in",
    "holder: handOverCodeRefused by holder, session",
  ],
  [
    "a hand-over code of another's phone",
    ({ world, otherHolderId: holderId, deviceId }) => world.createCode({ holderId, deviceId }),
    "device_unknown",
    "other holder: handOverCodeRefused by holder, session",
  ],
];
