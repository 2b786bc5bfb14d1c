import { decodeJwt } from "jose";
import { z } from "zod";
import type { RevocationView } from "../../functions/src/contract/revocation.ts";
import { FirestoreConsole } from "../scenario/firestoreConsole.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import type { Cast } from "./cast.ts";
import { Gate } from "./gate.ts";
import { readChains } from "./readChains.ts";
import {
  SeenAttempt,
  SeenCertificate,
  type SeenMessage,
  type SeenPhone,
  SeenWipe,
  type Snapshot,
} from "./snapshot.ts";

const Logged = z.array(
  z.object({
    fate: z.string(),
    // Notifications for people have no command.
    message: z.object({ data: z.object({ command: z.string().optional() }).optional() }),
  }),
);
const Command = z.object({ wipeId: z.string() });
const atATime = 8;

/** Reads what concerns the run's own phones: others may use the same stack. */
export async function inspect(
  addresses: StackAddresses,
  cast: Cast,
  answers: readonly RevocationView[],
): Promise<Snapshot> {
  const console = new FirestoreConsole(addresses);
  const list = async <T>(collection: string, shape: z.ZodType<T>) =>
    (await console.list(collection)).map(({ fields }) => shape.parse(fields));
  const own = new Set(cast.phones.map(({ deviceId }) => deviceId));
  const isOwn = ({ deviceId }: { deviceId: string }) => own.has(deviceId);
  const chains = await readChains(list);
  const devices = chains.devices.filter(isOwn);
  const holderIds = new Set(devices.map(({ holderId }) => holderId));
  const isOwnHolder = ({ holderId = "" }: { holderId?: string }) => holderIds.has(holderId);
  const wipes = (await list("wipes", SeenWipe)).filter(isOwn);
  return {
    answers,
    phones: await viewAll(cast),
    devices,
    certificates: (await list("certificates", SeenCertificate)).filter(isOwn),
    wipes,
    attempts: (await new Gate(atATime).all(wipes, (wipe) => attemptsOf(console, wipe))).flat(),
    holders: chains.holders.filter(isOwnHolder),
    audit: chains.audit.filter(isOwnHolder),
    messages: await messagesAbout(addresses, wipes),
  };
}

function viewAll({ client, phones }: Cast): Promise<SeenPhone[]> {
  return new Gate(atATime).all(phones, async (phone) => ({ ...phone, view: await client.view(phone.phone) }));
}

/** The run's wipes and nothing else: cheap enough to look at again and again. */
export async function readWipes(addresses: StackAddresses, { phones }: Cast): Promise<readonly SeenWipe[]> {
  const own = new Set(phones.map(({ deviceId }) => deviceId));
  const documents = await new FirestoreConsole(addresses).list("wipes");
  return documents.map(({ fields }) => SeenWipe.parse(fields)).filter(({ deviceId }) => own.has(deviceId));
}

async function attemptsOf(
  console: FirestoreConsole,
  { wipeId, lastAttempt }: SeenWipe,
): Promise<SeenAttempt[]> {
  const documents = await console.list(`wipes/${wipeId}/attempts`);
  const filed = documents.map(({ path, fields }) =>
    SeenAttempt.parse({ ...fields, documentId: path.slice(path.lastIndexOf("/") + 1) }),
  );
  return lastAttempt ? [...filed, { ...lastAttempt, documentId: String(lastAttempt.number) }] : filed;
}

async function messagesAbout(
  { fcm }: StackAddresses,
  wipes: readonly SeenWipe[],
): Promise<readonly SeenMessage[]> {
  const own = new Set(wipes.map(({ wipeId }) => wipeId));
  const logged = Logged.parse(await (await fetch(`${fcm.control}/messages`)).json());
  return logged
    .flatMap(({ fate, message: { data } }) =>
      data?.command === undefined ? [] : [{ fate, ...Command.parse(decodeJwt(data.command)) }],
    )
    .filter(({ wipeId }) => own.has(wipeId));
}
