import type { Faults } from "../faults.ts";
import type { JsonRoutes } from "../json.ts";
import type { Queues } from "./queues.ts";
import { shortName, type TaskRecord } from "./taskRecord.ts";
import { type TasksFault, tasksFault } from "./tasksFault.ts";

/** The tester's side of Cloud Tasks: what is pending, and faults to order. */
export function controlRoutes(queues: Queues, faults: Faults<TasksFault>): JsonRoutes {
  return {
    "GET /tasks": () => ({
      body: queues.all().flatMap((queue) => queue.tasks().map((task) => pending(queue.name, task))),
    }),
    "POST /faults": ({ body }) => {
      faults.order(tasksFault.parse(body));
      return { status: 201, body: faults.open() };
    },
    "GET /faults": () => ({ body: faults.open() }),
    "DELETE /faults": () => {
      faults.clear();
      return { status: 204 };
    },
  };
}

function pending(queue: string, task: TaskRecord) {
  return {
    queue: shortName(queue),
    name: task.name,
    url: task.target.url,
    createdAt: new Date(task.createdAt).toISOString(),
    dueAt: new Date(task.dueAt).toISOString(),
    running: task.running,
    dispatchCount: task.dispatchCount,
    lastHttpStatus: task.lastAttempt?.httpStatus ?? null,
  };
}
