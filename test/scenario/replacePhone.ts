import { ReplacementConfirmed, ReplacementPreview } from "../../functions/src/contract/replaceDevice.ts";
import type { RevocationView } from "../../functions/src/contract/revocation.ts";
import type { PhoneView } from "../stack/phones/phoneView.ts";
import type { Scenario, ScenarioStack } from "../stack/scenario.ts";
import { awaitConfirmed, type ErasureRecord, insistErased, insistOneRevoked } from "./erasure.ts";
import { messagesTo } from "./fcmLog.ts";
import { FirestoreConsole } from "./firestoreConsole.ts";
import { insist, insistAlike } from "./insist.ts";
import { type PhonesClient, phonesClient } from "./phonesClient.ts";

interface Cast {
  readonly phones: PhonesClient;
  readonly console: FirestoreConsole;
  readonly old: PhoneView;
  readonly fresh: PhoneView;
}

/** The main road: a new phone, the old one's certificates revoked and proven erased (1-1, 1-2). */
export const replacePhone: Scenario = {
  name: "replace-phone",
  title: "a new phone takes over; the old one's certificates are revoked, and erased from afar",
  // First and by itself: the main road is told as it goes.
  isAlone: true,
  play: async (stack) => {
    const cast = await enrolBoth(stack);
    await preview(cast, stack);
    const confirmed = await confirm(cast, stack);
    const record = await awaitConfirmed(cast.console, insistOneRevoked(confirmed, cast.old.deviceId));
    tell(record, stack);
    await checkPhones(cast, stack);
    await checkMessages(cast, stack);
    await repeat(cast, confirmed, stack);
  },
};

async function enrolBoth({ addresses, say }: ScenarioStack): Promise<Cast> {
  const phones = phonesClient(addresses.phones.url);
  const holder = await phones.newHolder();
  say("a holder has a card with an RSA-2048 certificate");
  const old = await phones.enrol(await phones.newPhone(holder, "Old Phone 3"));
  say("their old phone is enrolled: a signing and an authentication certificate in its secure element");
  const fresh = await phones.enrol(await phones.newPhone(holder, "New Phone 9"));
  say("their new phone is enrolled as well");
  return { phones, console: new FirestoreConsole(addresses), old, fresh };
}

async function preview({ phones, old, fresh }: Cast, { say }: ScenarioStack): Promise<void> {
  const { devices, warning } = ReplacementPreview.parse(await phones.replace(fresh.phone, "preview"));
  insistAlike(
    "the previewed devices",
    devices.map(({ deviceId, model }) => ({ deviceId, model })),
    [{ deviceId: old.deviceId, model: "Old Phone 3" }],
  );
  insist("the warning tells to keep the phone", warning.en.includes("Don’t part with it"), warning);
  say(`the new phone shows what would be revoked: ${devices[0]?.model}. It warns: "${warning.en}"`);
}

async function confirm({ phones, fresh }: Cast, { say }: ScenarioStack): Promise<RevocationView> {
  const confirmed = ReplacementConfirmed.parse(await phones.replace(fresh.phone, "confirm"));
  const reasons = confirmed.devices.flatMap(({ certificates }) => certificates.map(({ reason }) => reason));
  insistAlike("the reasons", reasons, ["superseded", "superseded"]);
  say("the holder signed with the card: both certificates of the old phone are revoked (superseded)");
  return confirmed;
}

function tell({ wipe, device, certificates }: ErasureRecord, { say }: ScenarioStack): void {
  insistAlike("the old device's state", device.state, "replaced");
  insistAlike(
    "the certificates' states",
    certificates.map(({ state }) => state),
    ["revoked", "revoked"],
  );
  say("the wipe is confirmed, on the old phone's own signature. In the Firestore console:");
  for (const { summary } of [wipe, ...certificates, device]) say(`  ${summary}`);
}

async function checkPhones({ phones, console, old, fresh }: Cast, { say }: ScenarioStack): Promise<void> {
  const before = await phones.view(old.phone);
  insistErased(before);
  insistAlike(
    "the answers of the old phone",
    before.answers.map(({ seq, results }) => ({ seq, outcomes: results.map(({ outcome }) => outcome) })),
    [{ seq: 1, outcomes: ["erased", "erased"] }],
  );
  const { notifications, ...untouched } = await phones.view(fresh.phone);
  insistAlike("the new phone", { ...untouched, notifications: [] }, { ...fresh, connected: true });
  const { fields } = await console.read(`devices/${fresh.deviceId}`);
  insistAlike("the new device's state", fields.state, "active");
  const certificates = await console.list("certificates");
  const states = certificates.filter((one) => one.fields.deviceId === fresh.deviceId);
  insistAlike(
    "the new phone's certificates",
    states.map((one) => one.fields.state),
    ["valid", "valid"],
  );
  say("the old phone's secure element is empty and it said so to its owner; the new phone is untouched");
}

async function checkMessages({ old, fresh }: Cast, { addresses, say }: ScenarioStack): Promise<void> {
  const sent = await messagesTo(addresses, old);
  insistAlike(
    "the messages to the old phone",
    sent.map(({ delivered, message }) => ({ delivered, keys: Object.keys(message.data) })),
    // A slow answer is not waited for: the command may have been sent again.
    sent.map(() => ({ delivered: true, keys: ["command"] })),
  );
  insist("FCM got a message for the old phone", sent.length > 0, sent);
  const told = await messagesTo(addresses, fresh);
  insistAlike(
    "the commands to the new phone",
    told.filter(({ message }) => "command" in message.data),
    [],
  );
  say("FCM got the signed command for the old phone only; the new one was told what happened");
}

/** The answer's erasure has moved on since; what was applied for and revoked has not. */
async function repeat({ phones, fresh }: Cast, first: RevocationView, { say }: ScenarioStack): Promise<void> {
  const again = ReplacementConfirmed.parse(await phones.replace(fresh.phone, "repeat"));
  insistAlike("the answer to a repeat", withoutErasure(again), withoutErasure(first));
  insistAlike(
    "the wipes of the repeat",
    again.devices.map(({ erasure }) => erasure.wipeId),
    first.devices.map(({ erasure }) => erasure.wipeId),
  );
  say("the same application sent again answers the same, and opens nothing new");
}

/** The receipt is signed anew, and says the same: its code is that of its content. */
function withoutErasure({ devices, receipt, ...rest }: RevocationView) {
  const code = receipt?.verificationCode;
  return { ...rest, code, devices: devices.map(({ erasure, ...device }) => device) };
}
