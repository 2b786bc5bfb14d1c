import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { RevocationView } from "../../functions/src/contract/revocation.ts";
import { type PhonesClient, phonesClient } from "../scenario/phonesClient.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import { commandAcceptedAt } from "./commandAccepted.ts";
import { post } from "./post.ts";
import { applicationFor, enrolOffline, type Victim } from "./victims.ts";

/** Milliseconds until FCM's acceptance: from when the caller has the HTTP answer, and from when Firestore had committed. */
export interface Latency {
  readonly fromAnswer: number;
  readonly fromCommit: number;
}

/** Sample by sample: our way, and the bare trigger's. */
export interface Latencies {
  readonly ours: readonly Latency[];
  readonly floor: readonly Latency[];
}

const warmUps = 5;
/** Milliseconds until what follows a sample (records, tasks) is over and can't slow down the next. */
const calm = 1000;

/** Measures both ways in turn, so that whatever else slows the machine slows both. Every phone is offline: none answers meanwhile. */
export async function measureLatency(
  addresses: StackAddresses,
  samples: number,
  say: (line: string) => void,
): Promise<Latencies> {
  const client = phonesClient(addresses.phones.url);
  const victims = await enrolOffline(client, samples + warmUps);
  say(`${victims.length} phones are enrolled and offline; the first ${warmUps} samples warm up`);
  const ours: Latency[] = [];
  const floor: Latency[] = [];
  for (const victim of victims) {
    ours.push(await sampleOurs(addresses, client, victim));
    await pause(calm);
    floor.push(await sampleFloor(addresses));
    await pause(calm);
  }
  return { ours: ours.slice(warmUps), floor: floor.slice(warmUps) };
}

async function sampleOurs(addresses: StackAddresses, client: PhonesClient, victim: Victim): Promise<Latency> {
  const application = await applicationFor(victim, client, addresses);
  const { body, answeredAt } = await post(`${addresses.functionsUrl}/api/v1/revocations`, { application });
  const accepted = await commandAcceptedAt(addresses.fcm.control, victim.target);
  const wipeId = RevocationView.parse(body).devices[0]?.erasure.wipeId ?? "";
  const committedAt = await createdAt(addresses, `wipes/${wipeId}`);
  return { fromAnswer: accepted - answeredAt, fromCommit: accepted - committedAt };
}

/** A command of the usual length. */
const command = "c".repeat(900);

async function sampleFloor(addresses: StackAddresses): Promise<Latency> {
  const registration = await fetch(`${addresses.fcm.control}/registrations`, {
    method: "POST",
    body: JSON.stringify({ kind: "fcmToken" }),
  });
  const { value } = z.object({ value: z.string() }).parse(await registration.json());
  const bare = { target: value, command };
  const { body, answeredAt } = await post(`${addresses.functionsUrl}/bareWrite`, bare);
  const accepted = await commandAcceptedAt(addresses.fcm.control, value);
  const committedAt = new Date(Written.parse(body).writtenAt).getTime();
  return { fromAnswer: accepted - answeredAt, fromCommit: accepted - committedAt };
}

const Written = z.object({ writtenAt: z.iso.datetime() });
const Created = z.object({ createTime: z.iso.datetime() });

/** When Firestore committed a document's creation, by its own clock, which is this machine's. */
async function createdAt({ firestoreHost, projectId }: StackAddresses, path: string): Promise<number> {
  const url = `http://${firestoreHost}/v1/projects/${projectId}/databases/(default)/documents/${path}`;
  const response = await fetch(url, { headers: { authorization: "Bearer owner" } });
  return new Date(Created.parse(await response.json()).createTime).getTime();
}
