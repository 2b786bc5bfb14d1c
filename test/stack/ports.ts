import { createServer } from "node:net";
import { z } from "zod";
import { StackProblem } from "./problem.ts";

const PortName = z.enum([
  "functions",
  "hosting",
  "firestore",
  "firestoreWebsocket",
  "auth",
  "hub",
  "logging",
  "eventarc",
  "tasksEmulator",
  "fcm",
  "fcmControl",
  "tasks",
  "tasksControl",
  "authorities",
  "phones",
  "tsm",
  "maker",
  "sms",
  "outbox",
  "totp",
]);

/** Everything of the stack that listens. */
type PortName = z.output<typeof PortName>;

const AllPorts = z.record(PortName, z.int().min(1).max(65_535));

/** One port for everything of the stack that listens. */
export type Ports = Readonly<z.output<typeof AllPorts>>;

/** The ports of `npm start`, and what each is for. Hosting is not on 5000: macOS gives that to AirPlay. */
export const usualPorts = {
  functions: { port: 5001, purpose: "the functions emulator" },
  hosting: { port: 5002, purpose: "the hosting emulator" },
  firestore: { port: 8080, purpose: "the Firestore emulator" },
  firestoreWebsocket: { port: 9150, purpose: "the Firestore emulator's websocket" },
  auth: { port: 9099, purpose: "the Auth emulator" },
  hub: { port: 4400, purpose: "the emulator hub" },
  logging: { port: 4500, purpose: "the Logging emulator, which firebase-tools starts unasked" },
  eventarc: { port: 9299, purpose: "the Eventarc emulator, which firebase-tools starts unasked" },
  tasksEmulator: {
    port: 9499,
    purpose: "the suite's own Tasks emulator, which firebase-tools starts unasked",
  },
  fcm: { port: 9600, purpose: "the FCM stand-in" },
  fcmControl: { port: 9601, purpose: "the FCM stand-in's control" },
  tasks: { port: 9610, purpose: "the Cloud Tasks stand-in" },
  tasksControl: { port: 9611, purpose: "the Cloud Tasks stand-in's control" },
  authorities: { port: 9620, purpose: "the two CAs" },
  phones: { port: 9630, purpose: "the simulated phones" },
  tsm: { port: 9640, purpose: "the SEI-TSM stand-in" },
  maker: { port: 9645, purpose: "the phone maker's stand-in" },
  sms: { port: 9650, purpose: "the SMS gateway stand-in" },
  outbox: { port: 9660, purpose: "the outbox: mails, SMS and notifications" },
  totp: { port: 9670, purpose: "Auth with authenticator apps, for the pages" },
} as const satisfies Record<PortName, { port: number; purpose: string }>;

/** The usual ports, all moved up by the same number, or whichever are free. */
export type PortChoice = { readonly movedBy: number } | "free";

/** The most that the usual ports can be moved up by. */
export const furthestMove = 50_000;

/** Chooses a port for everything and makes sure that nobody has it; throws a StackProblem naming a taken one. */
export function choosePorts(choice: PortChoice): Promise<Ports> {
  return choice === "free" ? freePorts() : movedPorts(choice.movedBy);
}

/** Whether nothing listens on that port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function movedPorts(movedBy: number): Promise<Ports> {
  for (const { port, purpose } of Object.values(usualPorts)) {
    if (await isFree(port + movedBy)) continue;
    throw new StackProblem(
      `Port ${port + movedBy}, meant for ${purpose}, is taken. End what uses it, or choose other ports: ` +
        "npm start -- --free-ports, or npm start -- --port-base 20000 to move every port up by 20000.",
    );
  }
  return toPorts(PortName.options.map((name) => usualPorts[name].port + movedBy));
}

/** From below the range that systems hand out for outgoing connections: those may take a port before we listen on it. */
async function freePorts(): Promise<Ports> {
  const found: number[] = [];
  for (
    let port = 20_000 + Math.floor(Math.random() * 10_000);
    found.length < PortName.options.length;
    port++
  ) {
    if (await isFree(port)) found.push(port);
  }
  return toPorts(found);
}

function toPorts(inOrder: readonly number[]): Ports {
  return AllPorts.parse(Object.fromEntries(PortName.options.map((name, index) => [name, inOrder[index]])));
}
