import { ReplaceDevice } from "../../contract/replaceDevice.ts";
import { refuse } from "../../domain/refusal.ts";
import { previewReplacement } from "../../flow/previewReplacement.ts";
import { callable } from "../callable.ts";
import { revoke } from "../revoke.ts";
import { services } from "../services.ts";
import { viewOfPreview } from "../views.ts";

/** On the new phone (1-1): shows what would be revoked, then revokes it on the card's signature. */
export const replaceDevice = callable(ReplaceDevice, async (data, { holderId }) => {
  if (holderId === undefined) return refuse("not_signed_in", "Sign in with a session's custom token first.");
  if (data.step === "confirm")
    return revoke({ application: data.application, channel: "newPhone", signedInAs: holderId });
  const { newDeviceId } = data;
  return viewOfPreview(
    await previewReplacement({ holderId, newDeviceId }, { transact: services.store().transact }),
  );
});
