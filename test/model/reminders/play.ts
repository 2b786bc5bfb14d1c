import { openMatter } from "../../../functions/src/domain/matter.ts";
import { deviceOf, holdOf, wipeOf } from "../../../functions/src/store/firestoreStore.ts";
import { start } from "../../doubles/samples.ts";
import { hold } from "../violation.ts";
import type { Deed, Run, Step } from "./step.ts";
import { Died, type Universe } from "./universe.ts";

/** Plays one step. */
export async function play(step: Step, world: Universe): Promise<void> {
  world.figures.add("steps", step.do === "run" ? `run by ${step.by}` : step.do);
  if (step.do === "wait") return world.pass(step.minutes);
  if (step.do === "run") return run(step, world);
  if (step.do === "link") return world.link();
  return deed(step, world);
}

async function deed(step: Deed, world: Universe): Promise<void> {
  switch (step.do) {
    case "enrol":
      return enrol(step, world);
    case "fetch":
      await world.fetch(world.deviceIds.get(step.phone) ?? "", keyOf(step.phone, world));
      return;
    case "revoke":
      return revoke(step, world);
    case "attempt":
      return attempt(step, world);
    case "erase":
      return erase(step, world);
    case "nameDay":
      return nameDay(step, world);
    case "partWith":
      return partWith(step, world);
    case "hold":
      await world.held({ requestId: `request-${world.next()}`, certificateIds: [world.cardOf(step.phone)] });
      return;
    case "release":
      await release(world);
      return;
    default:
      return step satisfies never;
  }
}

function keyOf(phone: number, world: Universe) {
  return world.registrationOf(phone, 1).deviceKey;
}

/** The same certificates again, or other ones in the same secure element, which make another enrolment of it. */
async function enrol({ phone, isRenewed }: Deed & { do: "enrol" }, world: Universe): Promise<void> {
  const before = world.generations.get(phone) ?? 1;
  const generation = isRenewed && world.deviceIds.has(phone) ? before + 1 : before;
  const registered = await world.register(world.holderOf(phone), world.registrationOf(phone, generation));
  if ("refused" in registered) return world.figures.add("refusals", registered.refused);
  world.generations.set(phone, generation);
  const { deviceId } = registered.device;
  const isNew = !world.everEnrolled.has(deviceId);
  world.everEnrolled.add(deviceId);
  world.deviceIds.set(phone, deviceId);
  if (isNew) checkOthers(deviceId, world);
}

/** Whoever enrols another phone is asked after the others, each that is still in use as far as anybody knows. */
function checkOthers(deviceId: string, world: Universe): void {
  const { documents } = world;
  const all = documents.paths("devices").flatMap((path) => deviceOf(documents.at(path)) ?? []);
  const person = world.personOf(all.find((device) => device.deviceId === deviceId)?.holderId ?? "");
  const others = all.filter(
    (device) => device.state === "active" && device.deviceId !== deviceId && person.includes(device.holderId),
  );
  for (const { matter } of others)
    hold(matter !== undefined && matter.about !== "unseen", "the person is asked after the other phones");
}

async function revoke({ phone, cause }: Deed & { do: "revoke" }, world: Universe): Promise<void> {
  const deviceId = world.deviceIds.get(phone);
  if (deviceId === undefined) return;
  const jti = `application-${world.next()}`;
  const iat = world.clock().getTime() / 1000;
  const cardId = world.cardOf(phone);
  await world.revoke({ devices: [deviceId], cause, cardId, jti, iat, exp: iat + 300 });
}

/** Every wipe's attempt that is due. */
async function attempt({ ends }: Deed & { do: "attempt" }, world: Universe): Promise<void> {
  world.fcm = async () => ({ outcome: ends === "accepted" ? "accepted" : "unavailable" });
  const failing = ends === "unsigned" ? { signCommand: unsigned } : {};
  for (const path of world.documents.paths("wipes"))
    await world.attempt(path.split("/")[1] ?? "", undefined, failing).catch((problem: unknown) => {
      if (!(problem instanceof Died)) throw problem;
    });
}

const unsigned = () => Promise.reject(new Died());

async function erase({ phone }: Deed & { do: "erase" }, world: Universe): Promise<void> {
  const device = deviceOf(world.documents.at(`devices/${world.deviceIds.get(phone)}`));
  const wipe = wipeOf(world.documents.at(`wipes/${device?.wipeId}`));
  if (!wipe) return;
  const { wipeId, commandVersion, nonce, certificates, deviceKey } = wipe;
  const results = certificates.map(({ thumbprint }) => ({ thumbprint, outcome: "erased" as const }));
  const answer = { commandId: `${wipeId}.${commandVersion}`, nonce, results, seq: world.next() };
  await world.acknowledge(answer, deviceKey);
}

/** An evening at 18:00 in Tokyo, when the stories begin. */
async function nameDay({ phone, days }: Deed & { do: "nameDay" }, world: Universe): Promise<void> {
  const day = 86_400_000;
  const today = Math.floor((world.clock().getTime() - start.getTime()) / day);
  const evening = new Date(start.getTime() + (today + days) * day);
  const deviceId = world.deviceIds.get(phone) ?? "";
  await world.store.transact(async ({ devices }) => {
    const device = await devices.read(deviceId);
    if (device?.state !== "active") return;
    devices.keep({ ...device, matter: openMatter("handOver", evening, world.reminderRules, world.clock()) });
  });
}

async function partWith({ phone, days }: Deed & { do: "partWith" }, world: Universe): Promise<void> {
  await nameDay({ do: "nameDay", phone, days }, world);
  await revoke({ do: "revoke", phone, cause: "handedOn" }, world);
  await attempt({ do: "attempt", ends: "accepted" }, world);
  await erase({ do: "erase", phone }, world);
}

async function release(world: Universe): Promise<void> {
  const holds = world.documents.paths("holds").flatMap((path) => holdOf(world.documents.at(path)) ?? []);
  const last = holds.findLast(({ state }) => state === "open" || state === "joined");
  if (last) await world.releaseHold({ holdId: last.holdId });
}

async function run(step: Run, world: Universe): Promise<void> {
  world.chance = step.chance;
  world.answering(step, (one) => play(one, world));
  if (step.diesAfter !== undefined || step.channels === "dies") world.hasDied = true;
  world.during(step.diesAfter);
  const isTwice = step.by === "twoTasks" || step.by === "twoJobs";
  await Promise.all(isTwice ? [once(step, world), once(step, world)] : [once(step, world)]);
  world.during(undefined);
}

async function once({ by, pick }: Run, world: Universe): Promise<void> {
  const isTask = by === "task" || by === "twoTasks";
  const work = isTask ? task(pick, world) : world.remindAll();
  await Promise.resolve(work).catch((problem: unknown) => {
    const isContention = problem instanceof Error && problem.message.startsWith("contention");
    if (!(problem instanceof Died) && !isContention) throw problem;
  });
}

async function task(pick: number, world: Universe): Promise<void> {
  const subjects = (["wipes", "devices"] as const).flatMap((collection) =>
    world.documents.paths(collection).map((path) => ({ collection, id: path.split("/")[1] ?? "" })),
  );
  const subject = subjects[pick % Math.max(1, subjects.length)];
  if (subject) await world.remind(subject);
}
