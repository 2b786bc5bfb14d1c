import { randomInt } from "node:crypto";
import { writeFileSync } from "node:fs";
import type { StackAddresses } from "./addresses.ts";
import { buildFunctions } from "./buildFunctions.ts";
import { buildPages } from "./buildPages.ts";
import { createChatter } from "./chatter.ts";
import { startEmulators } from "./emulators.ts";
import { findOrDownloadFirestore } from "./firestoreEmulator.ts";
import { findJava } from "./java.ts";
import { loadShippedRegistry } from "./loadShippedRegistry.ts";
import { noteNewest, removeOldRuns } from "./oldRuns.ts";
import { choosePorts, type PortChoice } from "./ports.ts";
import { StackProblem } from "./problem.ts";
import { endMarked, markedProcesses, signalProcess, until } from "./processes.ts";
import { registerPartners } from "./registerPartners.ts";
import { registerShops } from "./registerShops.ts";
import { freshSecrets, localParams } from "./settings.ts";
import type { Run, StackProcess } from "./stackProcess.ts";
import { makeStage, type Settings, type Stage, tellPages, writeSettings } from "./stage.ts";
import { startOutbox, startPhones, startStandIns, startTicker, startTotp } from "./standIns.ts";
import type { Voice } from "./voice.ts";

/** A running stack. */
export interface Stack {
  readonly addresses: StackAddresses;
  readonly addressesFile: string;
  /** Settles as soon as a part of the stack ends without being told to. */
  readonly broken: Promise<StackProblem>;
  /**
   * Kills every functions worker, or at most so many of them, and returns how many it killed; the emulator starts new ones
   * at the next call.
   */
  killFunctions(atMost?: number): Promise<number>;
}

/** Where a stack listens, who tells of it, and in what it differs from the usual one. */
interface StackPlan {
  readonly ports: PortChoice;
  readonly voice: Voice;
  /** Params that take the place of the local ones: time is sped up by these, never by other code. */
  readonly params?: Settings;
  /** Called when the built functions are on the stage and nothing has loaded them yet. */
  readonly onStaged?: (stage: Stage) => void;
}

interface Parts {
  readonly addresses: StackAddresses;
  readonly stage: Stage;
  readonly processes: readonly StackProcess[];
}

/**
 * Starts everything and answers once all of it is up; throws a StackProblem when a part can't start. Whatever it
 * started, also on failure, is ended by `endRun`.
 */
export async function startStack(run: Run, plan: StackPlan): Promise<Stack> {
  const { ports: choice, voice } = plan;
  const ports = await choosePorts(choice);
  const stage = makeStage(ports);
  removeOldRuns(5);
  const secrets = await freshSecrets();
  const surroundings = { ports, stage, secrets, say: voice.chatter ?? voice.say };
  const [standIns, tools] = await voice.waitFor(
    "starting the stand-ins and building functions and pages",
    Promise.all([startStandIns(run, surroundings), prepareTools(run, stage, voice)]),
  );
  tellPages(stage, ports);
  plan.onStaged?.(stage);
  const params = { ...localParams(standIns.addresses), ...plan.params };
  writeSettings(stage, { params, secrets });
  const { caFile } = standIns.addresses.fcm;
  const [firebase, phones] = await voice.waitFor(
    "starting the Firebase emulators",
    Promise.all([
      startEmulators(run, {
        ...surroundings,
        ...tools,
        warn: createChatter(voice.say),
        caFile,
        functionsPort: ports.functions,
      }),
      startPhones(run, standIns.addresses, surroundings),
    ]),
  );
  await registerPartners(standIns.addresses);
  await registerShops(standIns.addresses);
  await loadShippedRegistry(standIns.addresses);
  const [ticker, outbox, totp] = await Promise.all([
    startTicker(run, surroundings),
    startOutbox(run, standIns.addresses, surroundings),
    startTotp(run, standIns.addresses, surroundings),
  ]);
  const late = { phones: phones.ready, outbox: outbox.ready, totp: totp.ready };
  const addresses = { ...standIns.addresses, ...late };
  writeFileSync(stage.addressesFile, `${JSON.stringify(addresses, null, 2)}\n`);
  noteNewest(stage);
  return toStack(run, {
    addresses,
    stage,
    processes: [
      ...standIns.processes,
      firebase,
      ...[phones, ticker, outbox, totp].map(({ process }) => process),
    ],
  });
}

/** Ends every process of the run; throws a StackProblem when one survives even being killed. */
export async function endRun(run: Run): Promise<void> {
  const left = await endMarked(run.mark, 2000);
  if (left > 0) throw new StackProblem(`${left} processes of this run could not be ended.`);
}

async function prepareTools(run: Run, stage: Stage, { say }: Voice) {
  const java = findJava(process.env);
  const [jar] = await Promise.all([
    findOrDownloadFirestore(run, stage, say),
    buildFunctions(run, stage),
    buildPages(run, stage),
  ]);
  say("setup", `Java ${java.version} from ${java.home}, Firestore emulator from ${jar.from}`);
  return { java, firestoreJar: jar.path };
}

function toStack(run: Run, { addresses, stage, processes }: Parts): Stack {
  const broken = new Promise<StackProblem>((resolve) => {
    for (const { name, ended } of processes) {
      ended.then((how) => {
        if (run.ending.aborted) return;
        resolve(new StackProblem(`${name} ended unexpectedly (${how}); its log is in ${stage.logs}.`));
      });
    }
  });
  return {
    addresses,
    addressesFile: stage.addressesFile,
    broken,
    killFunctions: (atMost) => killFunctions(run, atMost),
  };
}

async function killFunctions({ mark }: Run, atMost = Number.POSITIVE_INFINITY): Promise<number> {
  const all = (await markedProcesses(mark)).filter(({ command }) =>
    command.includes("functionsEmulatorRuntime"),
  );
  const from = randomInt(Math.max(1, all.length - atMost + 1));
  const workers = all.slice(from, from + atMost);
  for (const { pid } of workers) signalProcess(pid, "SIGKILL");
  // Until the emulator has seen a worker end, it would hand the next call to the dead one.
  const killed = new Set(workers.map(({ pid }) => pid));
  await until(async () => !(await markedProcesses(mark)).some(({ pid }) => killed.has(pid)), 5000);
  return workers.length;
}
