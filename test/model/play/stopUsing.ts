import type { OnDeviceRequest } from "../../../functions/src/flow/onDevicePorts.ts";
import { type RevokedOnDevice, revokeOnDevice } from "../../../functions/src/flow/revokeOnDevice.ts";
import type { Act } from "../act.ts";
import type { Phone } from "../phone.ts";
import type { Crash, StopUsing } from "../step.ts";
import type { Universe } from "../universe.ts";
import { hold } from "../violation.ts";
import { handedOut } from "./handedOut.ts";
import { checkTold, phoneAt } from "./people.ts";

/** The holder revokes on the phone in hand, with the key of one of the certificates that are on its chip. */
export async function stopUsing(step: StopUsing, universe: Universe, crash?: Crash): Promise<void> {
  const phone = phoneAt(step.phone, universe);
  const request = requestOf(step, phone, universe);
  if (!request) return;
  const by: Act = { by: "stopUsing", phone };
  const { schedule, clock, chance, newId, scope } = universe;
  const { commands, signCommand } = handedOut();
  const revoked = universe.heard(
    by,
    await revokeOnDevice("application", {
      readOnDevice: async () => request,
      transact: universe.transactAs(by, crash),
      read: universe.store.read,
      auditRefusal: universe.auditRefusalAs(by, crash),
      signCommand,
      schedule,
      clock,
      chance,
      newId,
      scope,
    }),
  );
  if (!revoked) return;
  checkTold(revoked.shown, universe);
  checkOwn(revoked, phone, universe);
  for (const command of commands) {
    universe.deliver(command);
    universe.ledger.figures.add("moments", "command in the answer");
  }
}

function requestOf(step: StopUsing, phone: Phone, universe: Universe): OnDeviceRequest | undefined {
  const onChip = phone.certificates.filter(({ thumbprint }) => phone.chip.has(thumbprint));
  const signer = onChip[step.signsWith % Math.max(1, onChip.length)];
  if (!signer) return undefined;
  const { certificateId, thumbprint } = signer;
  const [first, last] = [onChip.at(0), onChip.at(-1)].map((one) => [one?.thumbprint ?? thumbprint]);
  const another = phoneAt(step.phone + 1, universe).certificates[0];
  const named = {
    all: "all",
    first: first ?? [],
    last: last ?? [],
    anothersToo: [thumbprint, another?.thumbprint ?? "nobody's"],
  } as const;
  const jti =
    step.jti === "fresh"
      ? universe.newId()
      : `application of ${certificateId}, ${step.jti === "sameApplication" ? step.cause + step.certificates : ""}`;
  return {
    jti,
    certificates: named[step.certificates],
    cause: step.cause,
    signedBy: { certificateId, thumbprint },
  };
}

/** Promise 4: a phone revokes its own certificates, and is given the command of its own wipe. */
function checkOwn({ shown }: RevokedOnDevice, phone: Phone, { ledger }: Universe): void {
  hold(shown.devices.length === 1, "a phone revokes on one device");
  for (const { device, certificates: revoked, wipe } of shown.devices) {
    const areOwn = revoked.every(({ certificateId }) => ledger.phoneOf.get(certificateId) === phone);
    hold(areOwn && wipe.deviceId === device.deviceId, "a phone revokes its own certificates only");
    if (device.state === "active")
      ledger.figures.add("moments", "some of a phone's certificates revoked on it");
  }
}
