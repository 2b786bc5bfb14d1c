import { createServer } from "node:http";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { createFaults } from "../faults.ts";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import type { Narrate, RunningStandIn } from "../standIn.ts";
import { controlRoutes } from "./controlRoutes.ts";
import { queueRpcs } from "./queueRpcs.ts";
import { Queues } from "./queues.ts";
import { taskRpcs } from "./taskRpcs.ts";
import type { TasksFault } from "./tasksFault.ts";

/** Where Cloud Tasks listens (0: one that is free), and how it treats names and queues. */
interface TasksOptions {
  readonly port: number;
  readonly controlPort: number;
  /** How long the name of an ended task stays taken; the real service keeps it about an hour. */
  readonly nameMemoryMs: number;
  readonly autoQueues: boolean;
  readonly now?: () => number;
}

/** Starts Cloud Tasks' stand-in: gRPC without TLS, and the control API over plain HTTP. */
export async function startTasks(options: TasksOptions, narrate: Narrate): Promise<RunningStandIn> {
  const { nameMemoryMs, now = Date.now } = options;
  const faults = createFaults<TasksFault>();
  const queues = new Queues({ now, narrate, faults, nameMemoryMs }, options.autoQueues);
  const rpcs = [...taskRpcs(queues, now), ...queueRpcs(queues)];
  const server = new Server({ "grpc.max_receive_message_length": 8 * 1024 * 1024 });
  server.addService(
    Object.fromEntries(rpcs.map(({ name, definition }) => [name, definition])),
    Object.fromEntries(rpcs.map(({ name, handle }) => [name, handle])),
  );
  const port = await bind(server, options.port);
  const control = jsonServer(controlRoutes(queues, faults));
  const controlPort = await listen(control, options.controlPort);
  const stop = async () => {
    queues.stop();
    server.forceShutdown();
    await close(control);
  };
  return { ready: { endpoint: `127.0.0.1:${port}`, control: `http://127.0.0.1:${controlPort}` }, stop };
}

/**
 * Binds the gRPC server. A plain server tries the port first: the library would print a line of its own about a
 * taken port, and its error says neither the code nor the port.
 */
async function bind(server: Server, port: number): Promise<number> {
  const probe = createServer();
  await listen(probe, port);
  await close(probe);
  return new Promise((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
}
