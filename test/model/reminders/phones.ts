import type { Certificate } from "../../../functions/src/domain/certificate.ts";
import type { Device } from "../../../functions/src/domain/device.ts";
import { certificateOf, deviceOf } from "../../../functions/src/store/firestoreStore.ts";
import { hold } from "../violation.ts";
import type { Universe } from "./universe.ts";

const hour = 60 * 60_000;

/** What is in a phone, as it is now. */
export function certificatesOf(
  { certificateIds, deviceId }: Device,
  { documents }: Pick<Universe, "documents">,
): readonly Certificate[] {
  return certificateIds
    .flatMap((id) => certificateOf(documents.at(`certificates/${id}`)) ?? [])
    .filter((certificate) => certificate.deviceId === deviceId);
}

/** Whether somebody else may have the phone. */
export function isGone(certificates: readonly Certificate[]): boolean {
  // Written apart from the product's own list, so that one of them can be found wrong.
  const gone: readonly unknown[] = ["lost", "stolen", "notFound"];
  return certificates.some(
    ({ state, revocation }) =>
      state === "onHold" || gone.includes(revocation?.cause) || gone.includes(revocation?.raised?.cause),
  );
}

/** Whether it is before noon of the day that such an evening is followed by. */
export function isBeforeTheDay(evening: Date, { clock }: Pick<Universe, "clock">): boolean {
  return clock().getTime() < evening.getTime() + 18 * hour;
}

/**
 * What has to hold of the phones and numbers that a message was really handed to: it is shown on no phone of the person that
 * somebody else may hold, whatever it is about, and rings on no number while there is one.
 */
export function checkReached(
  holderId: string,
  { targets, hasRung }: { targets: readonly string[]; hasRung: boolean },
  world: Universe,
): void {
  const person = world.personOf(holderId);
  const all = world.documents.paths("devices").flatMap((path) => deviceOf(world.documents.at(path)) ?? []);
  const own = all.filter((device) => device.state === "active" && person.includes(device.holderId));
  const isOthers = (device: Device) => {
    const isHandedOver =
      device.matter?.about === "handOver" && !isBeforeTheDay(device.matter.anchorAt, world);
    return isHandedOver || isGone(certificatesOf(device, world));
  };
  for (const device of own.filter(isOthers))
    hold(!targets.includes(device.pushTarget.value), "no phone in other hands shows a message");
  hold(!hasRung || !own.some(isOthers), "no number rings while a phone is in other hands");
  const ever = all.filter((device) => person.includes(device.holderId));
  const isBack = ({ secureElement, generation }: Device) =>
    own.some((one) => one.secureElement === secureElement && one.generation > generation && !isOthers(one));
  const lost = ever.filter((device) => isGone(certificatesOf(device, world)) && !isBack(device));
  hold(!hasRung || lost.length === 0, "no number rings once a phone was lost, in use or not");
  const known = new Set(own.map(({ pushTarget }) => pushTarget.value));
  for (const target of targets) hold(known.has(target), "nobody else's phone shows it");
}
