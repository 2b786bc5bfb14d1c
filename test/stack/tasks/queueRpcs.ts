import { google } from "@google-cloud/tasks/build/protos";
import { status } from "@grpc/grpc-js";
import { cutPage } from "./page.ts";
import { readSettings, showQueue } from "./queueMessages.ts";
import type { Queues } from "./queues.ts";
import { isLocation, isQueueName } from "./resourceNames.ts";
import { invalid, type RpcRefusal, rpc } from "./rpc.ts";
import type { TaskQueue } from "./taskQueue.ts";

const { v2 } = google.cloud.tasks;
const { Empty } = google.protobuf;
type Queue = google.cloud.tasks.v2.IQueue;

/** The queue methods of google.cloud.tasks.v2.CloudTasks, except those for access policies. */
export function queueRpcs(queues: Queues) {
  return [
    rpc("CreateQueue", {
      request: v2.CreateQueueRequest,
      response: v2.Queue,
      answer: ({ parent, queue }) => createQueue(queues, parent ?? "", queue ?? {}),
    }),
    rpc("UpdateQueue", {
      request: v2.UpdateQueueRequest,
      response: v2.Queue,
      answer: ({ queue }) => updateQueue(queues, queue ?? {}),
    }),
    rpc("ListQueues", {
      request: v2.ListQueuesRequest,
      response: v2.ListQueuesResponse,
      answer: (request) => {
        const inParent = queues.all().filter(({ name }) => name.startsWith(`${request.parent}/queues/`));
        const { items, nextPageToken } = cutPage(inParent, request);
        return { queues: items.map(showQueue), nextPageToken };
      },
    }),
    rpc("GetQueue", {
      request: v2.GetQueueRequest,
      response: v2.Queue,
      answer: ({ name }) => on(queues, name, () => {}),
    }),
    rpc("PauseQueue", {
      request: v2.PauseQueueRequest,
      response: v2.Queue,
      answer: ({ name }) => on(queues, name, (queue) => queue.pause(true)),
    }),
    rpc("ResumeQueue", {
      request: v2.ResumeQueueRequest,
      response: v2.Queue,
      answer: ({ name }) => on(queues, name, (queue) => queue.pause(false)),
    }),
    rpc("PurgeQueue", {
      request: v2.PurgeQueueRequest,
      response: v2.Queue,
      answer: ({ name }) => on(queues, name, (queue) => queue.purge()),
    }),
    rpc("DeleteQueue", {
      request: v2.DeleteQueueRequest,
      response: Empty,
      answer: ({ name }) => {
        const result = on(queues, name, (queue) => queues.delete(queue));
        return "refused" in result ? result : {};
      },
    }),
  ];
}

function createQueue(queues: Queues, parent: string, wanted: Queue): Queue | RpcRefusal {
  const name = wanted.name ?? "";
  if (!isLocation(parent) || !isQueueName(name) || !name.startsWith(`${parent}/queues/`)) {
    return invalid(`Queue name must be ${parent}/queues/ID, not ${name}.`);
  }
  if (!("refused" in queues.find(name))) {
    return { refused: status.ALREADY_EXISTS, message: `Queue ${name} exists already.` };
  }
  const settings = readSettings(wanted);
  return "refused" in settings ? settings : showQueue(queues.create(name, settings));
}

/** Sets the whole configuration, whatever the update mask says, and creates the queue like the real one does. */
function updateQueue(queues: Queues, wanted: Queue): Queue | RpcRefusal {
  const name = wanted.name ?? "";
  if (!isQueueName(name)) return invalid(`${name} is not a queue's name.`);
  const settings = readSettings(wanted);
  if ("refused" in settings) return settings;
  const found = queues.find(name);
  if ("refused" in found) return showQueue(queues.create(name, settings));
  found.configure(settings);
  return showQueue(found);
}

function on(
  queues: Queues,
  name: string | null | undefined,
  act: (queue: TaskQueue) => void,
): Queue | RpcRefusal {
  const queue = queues.find(name ?? "");
  if ("refused" in queue) return queue;
  act(queue);
  return showQueue(queue);
}
