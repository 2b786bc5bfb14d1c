import { onTaskDispatched } from "firebase-functions/tasks";
import { z } from "zod";
import { log } from "../log.ts";
import { params, secrets } from "../params.ts";
import { remindOf } from "../reminders.ts";

const Task = z.object({
  subject: z.templateLiteral([z.enum(["wipes", "devices"]), "/", z.string().regex(/^[\w-]{1,128}$/)]),
});

/** Reminds the holder of what has come due. A task that can't be read is logged and done with: retrying wouldn't mend it. */
export const sendReminder = onTaskDispatched(
  {
    retryConfig: { maxAttempts: 5, minBackoffSeconds: 30, maxRetrySeconds: 3600 },
    rateLimits: { maxDispatchesPerSecond: 50, maxConcurrentDispatches: 50 },
    timeoutSeconds: 120,
    // Deploying sets it each time: whoever else was given the right by hand loses it.
    invoker: params.tasksServiceAccount.toCEL(),
    secrets: [secrets.smsApiKey],
  },
  async ({ data }) => {
    const task = Task.safeParse(data);
    if (!task.success) return log("task_malformed");
    const [collection, id = ""] = task.data.subject.split("/");
    await remindOf({ collection: collection === "wipes" ? "wipes" : "devices", id });
  },
);
