import type { Certificate, CertificateKind } from "../../functions/src/domain/certificate.ts";
import type { ReminderWorld } from "./reminderWorld.ts";
import { enrolled } from "./resetStory.ts";

const expiresAt = new Date("2040-01-01T00:00:00.000Z");
/** What the CA has issued anew for the phone. */
export const newSigning = issued("1", "signing");
export const newAuthentication = issued("2", "authentication");
/** The app names the new signing certificate alone. */
export const anew = { certificates: [newSigning] };

/** A certificate that was issued for the phone, by a digit of its own. */
export function issued(digit: string, kind: CertificateKind) {
  return { certificateId: digit.repeat(64), thumbprint: digit.repeat(43), kind, expiresAt };
}

/** A certificate as it is stored. */
export function certificateIn(world: ReminderWorld, { certificateId }: Pick<Certificate, "certificateId">) {
  return world.documents.at(`certificates/${certificateId}`);
}

/** The phone is enrolled anew with a signing certificate alone, after what is told. */
export async function enrolledAnew(
  before: (story: Awaited<ReturnType<typeof enrolled>>) => Promise<unknown>,
  { isProven = false } = {},
) {
  const story = await enrolled({ isProven });
  const { world, holderId, deviceId: first } = story;
  await before(story);
  world.setMinutes(120);
  const registered = await world.register(holderId, { ...anew, isProven });
  if ("refused" in registered) throw new Error(registered.refused);
  return { world, holderId, first, deviceId: registered.device.deviceId };
}
