import { defaultSettings } from "./queueMessages.ts";
import { isQueueName } from "./resourceNames.ts";
import { invalid, notFound, type RpcRefusal } from "./rpc.ts";
import { type QueuePorts, type QueueSettings, TaskQueue } from "./taskQueue.ts";

/** All queues of the stand-in, by full name. */
export class Queues {
  readonly #queues = new Map<string, TaskQueue>();
  readonly #ports: QueuePorts;
  readonly #automatic: boolean;

  /** With `automatic`, the first task to a queue creates it with default settings. */
  constructor(ports: QueuePorts, automatic: boolean) {
    this.#ports = ports;
    this.#automatic = automatic;
  }

  find(name: string): TaskQueue | RpcRefusal {
    return this.#queues.get(name) ?? notFound(`Queue ${name} does not exist.`);
  }

  /** The queue that a new task goes to. */
  forNewTask(name: string): TaskQueue | RpcRefusal {
    if (!isQueueName(name)) return invalid(`${name} is not a queue's name.`);
    const found = this.find(name);
    return "refused" in found && this.#automatic ? this.create(name, defaultSettings) : found;
  }

  create(name: string, settings: QueueSettings): TaskQueue {
    const queue = new TaskQueue(name, settings, this.#ports);
    this.#queues.set(name, queue);
    this.#ports.narrate(`queue ${name} created`);
    return queue;
  }

  delete(queue: TaskQueue): void {
    queue.stop();
    this.#queues.delete(queue.name);
  }

  all(): readonly TaskQueue[] {
    return [...this.#queues.values()];
  }

  stop(): void {
    for (const queue of this.all()) queue.stop();
  }
}
