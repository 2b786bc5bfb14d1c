const location = /^projects\/[^/]+\/locations\/[^/]+$/;
const queue = /^projects\/[^/]+\/locations\/[^/]+\/queues\/[A-Za-z0-9-]{1,100}$/;
const taskId = /^[A-Za-z0-9_-]{1,500}$/;

/** Whether this names a location of a project, the parent of queues. */
export function isLocation(name: string): boolean {
  return location.test(name);
}

/** Whether this is a queue's full name. */
export function isQueueName(name: string): boolean {
  return queue.test(name);
}

/** Whether this is the full name of a task in that queue. */
export function isTaskNameIn(queueName: string, name: string): boolean {
  const prefix = `${queueName}/tasks/`;
  return name.startsWith(prefix) && taskId.test(name.slice(prefix.length));
}

/** The queue a task's full name belongs to. */
export function queueOf(taskName: string): string {
  return taskName.split("/tasks/")[0] ?? "";
}
