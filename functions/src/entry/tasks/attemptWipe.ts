import { onTaskDispatched } from "firebase-functions/tasks";
import { z } from "zod";
import { attempt } from "../attempt.ts";
import { log } from "../log.ts";
import { params, secrets } from "../params.ts";

const Task = z.object({ wipeId: z.string().min(1).max(128) });

/** Makes the attempt whose time has come. A task that can't be read is logged and done with: retrying wouldn't mend it. */
export const attemptWipe = onTaskDispatched(
  {
    retryConfig: { maxAttempts: 5, minBackoffSeconds: 10, maxRetrySeconds: 600 },
    rateLimits: { maxDispatchesPerSecond: 500, maxConcurrentDispatches: 200 },
    timeoutSeconds: 120,
    // Deploying sets it each time: whoever else was given the right by hand loses it.
    invoker: params.tasksServiceAccount.toCEL(),
    secrets: [secrets.commandSigningKey],
  },
  async ({ data }) => {
    const task = Task.safeParse(data);
    if (task.success) await attempt(task.data.wipeId);
    else log("task_malformed");
  },
);
