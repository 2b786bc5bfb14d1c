import { join } from "node:path";
import { z } from "zod";
import { type EarlyAddresses, StackAddresses } from "./addresses.ts";
import type { Ports } from "./ports.ts";
import { projectId, region } from "./root.ts";
import type { Run, StackProcess } from "./stackProcess.ts";
import type { Settings, Stage } from "./stage.ts";
import { type StandInStart, type StartedStandIn, startStandIn } from "./startStandIn.ts";
import type { Say } from "./voice.ts";

/** What stand-ins need to know to start. */
interface Surroundings {
  readonly ports: Ports;
  readonly stage: Stage;
  readonly secrets: Settings;
  readonly say: Say;
}

/** The stand-ins that the functions need to know before they start, and the addresses that are known by then. */
interface StandIns {
  readonly addresses: EarlyAddresses;
  readonly processes: readonly StackProcess[];
}

const {
  fcm: Fcm,
  tasks: Tasks,
  authorities: Authorities,
  tsm: Tsm,
  maker: Maker,
  sms: Sms,
  phones: Phones,
  outbox: Outbox,
  totp: Totp,
} = StackAddresses.shape;

/** Starts FCM, Cloud Tasks, the two CAs, the SEI-TSM, the maker and the SMS gateway, and answers when all of them listen. */
export async function startStandIns(
  run: Run,
  { ports, stage, secrets, say }: Surroundings,
): Promise<StandIns> {
  const start = <Ready extends z.ZodType>(own: Pick<StandInStart<Ready>, "name" | "options" | "ready">) =>
    startStandIn(run, { ...own, logFolder: stage.logs, say });
  const caFile = join(stage.folder, "fcm-ca.pem");
  const fcmOptions = {
    port: ports.fcm,
    "control-port": ports.fcmControl,
    "ca-file": caFile,
    project: projectId,
  };
  const [fcm, tasks, authorities, tsm, maker, sms] = await Promise.all([
    start({ name: "fcm", options: fcmOptions, ready: Fcm.strip() }),
    start({
      name: "tasks",
      options: { port: ports.tasks, "control-port": ports.tasksControl },
      ready: Tasks.strip(),
    }),
    start({ name: "authorities", options: authoritiesOptions(ports), ready: Authorities.strip() }),
    start({ name: "tsm", options: tsmOptions(ports, secrets), ready: Tsm.strip() }),
    start({ name: "maker", options: makerOptions(ports), ready: Maker.strip() }),
    start({
      name: "sms",
      options: { port: ports.sms, "api-key": secrets.SMS_API_KEY ?? "" },
      ready: Sms.strip(),
    }),
  ]);
  const addresses = {
    ...emulatorAddresses(ports),
    fcm: fcm.ready,
    tasks: tasks.ready,
    authorities: authorities.ready,
    tsm: tsm.ready,
    maker: maker.ready,
    sms: sms.ready,
  };
  const started = [fcm, tasks, authorities, tsm, maker, sms];
  return { addresses, processes: started.map(({ process }) => process) };
}

/** Starts the simulated phones, which are told every address. */
export function startPhones(
  run: Run,
  addresses: StandIns["addresses"],
  { ports, stage, say }: Surroundings,
): Promise<StartedStandIn<StackAddresses["phones"]>> {
  const options = { port: ports.phones, stack: JSON.stringify(addresses) };
  return startStandIn(run, { name: "phones", options, ready: Phones.strip(), logFolder: stage.logs, say });
}

/** Starts the outbox, which sends the mails as the Trigger Email extension would and shows whatever went to people. */
export function startOutbox(
  run: Run,
  { firestoreHost, sms }: StandIns["addresses"],
  { ports, stage, say }: Surroundings,
): Promise<StartedStandIn<StackAddresses["outbox"]>> {
  const phones = `http://127.0.0.1:${ports.phones}`;
  const options = { port: ports.outbox, firestore: firestoreHost, project: projectId, sms: sms.url, phones };
  return startStandIn(run, { name: "outbox", options, ready: Outbox.strip(), logFolder: stage.logs, say });
}

/** Starts what the pages sign in with; the Auth emulator is asked for at the first request. */
export function startTotp(
  run: Run,
  { authHost }: Pick<EarlyAddresses, "authHost">,
  { ports, stage, say }: Surroundings,
): Promise<StartedStandIn<StackAddresses["totp"]>> {
  const options = { port: ports.totp, "auth-host": authHost, project: projectId };
  return startStandIn(run, { name: "totp", options, ready: Totp.strip(), logFolder: stage.logs, say });
}

/** Starts the ticker, which fires every scheduled function each so many seconds. */
export function startTicker(run: Run, { ports, stage, say }: Surroundings): Promise<StartedStandIn<unknown>> {
  const emulator = `http://127.0.0.1:${ports.functions}`;
  const options = { emulator, project: projectId, "every-seconds": 5 };
  return startStandIn(run, { name: "ticker", options, ready: z.object({}), logFolder: stage.logs, say });
}

function authoritiesOptions(ports: Ports) {
  return { port: ports.authorities, service: emulatorAddresses(ports).hostingUrl };
}

function makerOptions(ports: Ports) {
  return { port: ports.maker, service: emulatorAddresses(ports).hostingUrl };
}

/** The phones and the service are not up yet then; it looks for them at the first request. */
function tsmOptions(ports: Ports, { SECURE_ELEMENT_HASH_KEY = "" }: Settings) {
  return {
    port: ports.tsm,
    service: emulatorAddresses(ports).hostingUrl,
    phones: `http://127.0.0.1:${ports.phones}`,
    "hash-key": SECURE_ELEMENT_HASH_KEY,
  };
}

function emulatorAddresses(ports: Ports) {
  return {
    projectId,
    region,
    functionsUrl: `http://127.0.0.1:${ports.functions}/${projectId}/${region}`,
    hostingUrl: `http://127.0.0.1:${ports.hosting}`,
    firestoreHost: `127.0.0.1:${ports.firestore}`,
    authHost: `127.0.0.1:${ports.auth}`,
  };
}
