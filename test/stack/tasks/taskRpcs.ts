import { google } from "@google-cloud/tasks/build/protos";
import { status } from "@grpc/grpc-js";
import { cutPage } from "./page.ts";
import type { Queues } from "./queues.ts";
import { queueOf } from "./resourceNames.ts";
import { notFound, type RpcRefusal, rpc } from "./rpc.ts";
import { readTask } from "./taskInput.ts";
import { showTask } from "./taskOutput.ts";
import type { TaskQueue } from "./taskQueue.ts";
import type { TaskRecord } from "./taskRecord.ts";

const { v2 } = google.cloud.tasks;
const { Empty } = google.protobuf;

/** The task methods of google.cloud.tasks.v2.CloudTasks. */
export function taskRpcs(queues: Queues, now: () => number) {
  return [
    rpc("CreateTask", {
      request: v2.CreateTaskRequest,
      response: v2.Task,
      answer: (request) => createTask(queues, request, now()),
    }),
    rpc("GetTask", {
      request: v2.GetTaskRequest,
      response: v2.Task,
      answer: ({ name, responseView }) => {
        const found = findTask(queues, name ?? "");
        return "refused" in found ? found : showTask(found.task, responseView);
      },
    }),
    rpc("ListTasks", {
      request: v2.ListTasksRequest,
      response: v2.ListTasksResponse,
      answer: (request) => listTasks(queues, request),
    }),
    rpc("DeleteTask", {
      request: v2.DeleteTaskRequest,
      response: Empty,
      answer: ({ name }) => {
        const found = findTask(queues, name ?? "");
        if ("refused" in found) return found;
        found.queue.remove(found.task);
        return {};
      },
    }),
  ];
}

function createTask(
  queues: Queues,
  { parent, task, responseView }: google.cloud.tasks.v2.ICreateTaskRequest,
  now: number,
): google.cloud.tasks.v2.ITask | RpcRefusal {
  const queue = queues.forNewTask(parent ?? "");
  if ("refused" in queue) return queue;
  const record = readTask(queue.name, task ?? {}, now);
  if ("refused" in record) return record;
  if (queue.isTaken(record.name)) {
    const message = "The task cannot be created because a task with this name existed too recently.";
    return { refused: status.ALREADY_EXISTS, message };
  }
  queue.add(record);
  return showTask(record, responseView);
}

function listTasks(
  queues: Queues,
  request: google.cloud.tasks.v2.IListTasksRequest,
): google.cloud.tasks.v2.IListTasksResponse | RpcRefusal {
  const queue = queues.find(request.parent ?? "");
  if ("refused" in queue) return queue;
  const { items, nextPageToken } = cutPage(queue.tasks(), request);
  return { tasks: items.map((task) => showTask(task, request.responseView)), nextPageToken };
}

function findTask(queues: Queues, name: string): { queue: TaskQueue; task: TaskRecord } | RpcRefusal {
  const queue = queues.find(queueOf(name));
  if ("refused" in queue) return queue;
  const task = queue.find(name);
  return task ? { queue, task } : notFound(`Task ${name} does not exist or has ended.`);
}
