import { CloudTasksClient } from "@google-cloud/tasks";
import { credentials } from "@grpc/grpc-js";
import { z } from "zod";
import { startTasks } from "../stack/tasks/startTasks.ts";

const parent = "projects/demo-katazuke/locations/asia-northeast1/queues/attemptWipe";
const Ready = z.object({ endpoint: z.string() });

/** Never used, but without it the client looks for a metadata server, even on an insecure channel. */
const unused = { client_email: "local@demo-katazuke.iam.gserviceaccount.com", private_key: "none" };

/** Cloud Tasks' stand-in in this process, and everything that is scheduled in it, as the API shows it in full. */
export async function tasksBench() {
  const running = await startTasks(
    { port: 0, controlPort: 0, nameMemoryMs: 3_600_000, autoQueues: true },
    () => {},
  );
  const { endpoint } = Ready.parse(running.ready);
  const [apiEndpoint = "", port = ""] = endpoint.split(":");
  const sslCreds = credentials.createInsecure();
  const client = new CloudTasksClient({ apiEndpoint, port: Number(port), sslCreds, credentials: unused });
  return {
    endpoint,
    tasksOf: async (wipeId: string) => {
      const [all] = await client.listTasks({ parent, responseView: "FULL" });
      return all.filter(({ httpRequest }) => String(httpRequest?.body).includes(`"${wipeId}"`));
    },
    end: async () => {
      await client.close();
      await running.stop();
    },
  };
}
