import { auditIdOf } from "../../functions/src/domain/auditChain.ts";
import type { PossessedCertificate } from "../../functions/src/flow/registrationPorts.ts";
import { type AuditCounts, verifyAudit } from "../../functions/src/flow/verifyAudit.ts";
import { auditBook } from "../../functions/src/store/auditBook.ts";
import { memoryPages } from "./memoryPages.ts";
import { StaffWorld } from "./staffWorld.ts";
import { cardSigned, sampleRegistration } from "./world.ts";

/** A world in which something happened, and the paths of whom most of it is about. */
interface AuditStory {
  readonly world: StaffWorld;
  readonly holder: string;
  readonly device: string;
}

/** A holder whose one phone was revoked, attempted and erased, another holder with a phone, and two members of the staff. */
export async function tellAuditStory(): Promise<AuditStory> {
  const world = new StaffWorld();
  const wipeId = await world.revoked();
  await world.attempt(wipeId);
  await refuseAnswers(world, 3);
  const [device = ""] = world.documents.paths("devices");
  const holder = `holders/${world.documents.at(device)?.holderId}`;
  await enrolAnother(world);
  await world.add("agent");
  await world.add("admin", "bob@staff.example");
  return { world, holder, device };
}

/** The phone's wipe gets so many answers that don't fit its command. */
export async function refuseAnswers(world: StaffWorld, times: number): Promise<void> {
  const [path = ""] = world.documents.paths("wipes");
  const commandId = `${path.slice("wipes/".length)}.1`;
  for (let seq = 1; seq <= times; seq += 1) await world.acknowledge({ commandId, nonce: "wrong", seq });
}

async function enrolAnother(world: StaffWorld): Promise<void> {
  const session = await world.signIn(cardSigned({ cardId: "card-2", jti: "session-number-2" }));
  const holderId = "holderId" in session ? session.holderId : "";
  await world.register(holderId, { secureElement: "c".repeat(64), certificates: otherCertificates("f") });
}

/** Certificates like the sample phone's, whose ids begin with another digit. */
export function otherCertificates(digit: string): PossessedCertificate[] {
  return sampleRegistration.certificates.map((one) => {
    return { ...one, certificateId: one.certificateId.replace(/^./, digit) };
  });
}

/** Verifies everything in a world, or what belongs to one holder; the breaks in words. */
export async function verifyStory(
  world: StaffWorld,
  holderId?: string,
): Promise<{ counts: AuditCounts; breaks: string[] }> {
  const breaks: string[] = [];
  const book = auditBook(memoryPages(world.documents));
  const tell = ({ where, what }: { where: string; what: string }) => breaks.push(`${where}: ${what}`);
  return { counts: await verifyAudit({ holderId }, { book, tell }), breaks };
}

/** Where an entry of a chain is kept. */
export function entryPath(chain: string, sequence: number): string {
  return `audit/${auditIdOf(chain, sequence)}`;
}
