import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TaskSettings, taskScheduler } from "../../functions/src/outside/cloudTasks.ts";
import { tasksBench } from "../doubles/tasksBench.ts";

const hour = 60 * 60_000;
const day = 24 * hour;

let tasks: Awaited<ReturnType<typeof tasksBench>>;
let settings: TaskSettings;
let schedule: ReturnType<typeof taskScheduler>;
beforeAll(async () => {
  // The product's client asks nobody for credentials on a machine that isn't Google's.
  process.env.METADATA_SERVER_DETECTION = "none";
  tasks = await tasksBench();
  settings = {
    endpoint: tasks.endpoint,
    projectId: "demo-katazuke",
    region: "asia-northeast1",
    queues: ["attemptWipe"],
    calls: { name: "attemptWipe", parameter: "wipeId" },
    functionsUrl: "http://127.0.0.1:1/demo-katazuke/asia-northeast1",
    serviceAccount: "tasks@demo-katazuke.iam.gserviceaccount.com",
  };
  schedule = taskScheduler(settings);
});
afterAll(() => tasks.end());

function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}

async function dueTimes(wipeId: string): Promise<number[]> {
  return (await tasks.tasksOf(wipeId)).map(({ scheduleTime }) => Number(scheduleTime?.seconds) * 1000);
}

describe("a scheduled attempt", () => {
  test("calls attemptWipe as the tasks' service account, and its body has nothing but the wipe's id", async () => {
    await schedule("wipe-1a", inMs(hour));
    const [task] = await tasks.tasksOf("wipe-1a");
    const url = "http://127.0.0.1:1/demo-katazuke/asia-northeast1/attemptWipe";
    expect(task?.httpRequest).toMatchObject({
      url,
      httpMethod: "POST",
      headers: { "content-type": "application/json" },
      oidcToken: { serviceAccountEmail: "tasks@demo-katazuke.iam.gserviceaccount.com", audience: url },
    });
    expect(JSON.parse(String(task?.httpRequest?.body))).toEqual({ data: { wipeId: "wipe-1a" } });
  });

  test("never comes before its time, and at most two seconds after", async () => {
    const at = inMs(hour);
    await schedule("wipe-2a", at);
    const [due = 0] = await dueTimes("wipe-2a");
    expect(due).toBeGreaterThanOrEqual(at.getTime());
    expect(due).toBeLessThanOrEqual(at.getTime() + 2000);
  });

  test("wished for twice, also at the same time, is one task", async () => {
    const at = inMs(hour);
    await Promise.all([schedule("wipe-3a", at), schedule("wipe-3a", at)]);
    await schedule("wipe-3a", at);
    expect(await tasks.tasksOf("wipe-3a")).toHaveLength(1);
  });

  test("for another time or another wipe is another task", async () => {
    const at = inMs(hour);
    await schedule("wipe-4a", at);
    await schedule("wipe-4b", at);
    await schedule("wipe-4a", new Date(at.getTime() + 1000));
    expect(await tasks.tasksOf("wipe-4a")).toHaveLength(2);
    expect(await tasks.tasksOf("wipe-4b")).toHaveLength(1);
  });

  test("has a name that starts like no other one and doesn't give the wipe's id away", async () => {
    await schedule("wipe-5a", inMs(hour));
    const [task] = await tasks.tasksOf("wipe-5a");
    expect(task?.name).toMatch(/\/queues\/attemptWipe\/tasks\/[0-9a-f]{64}$/);
    expect(task?.name).not.toContain("wipe-5a");
  });
});

describe("an attempt further ahead than Cloud Tasks takes", () => {
  test("is a task that comes early, within 30 days, to be scheduled again then", async () => {
    await schedule("wipe-6a", inMs(90 * day));
    const [due = 0] = await dueTimes("wipe-6a");
    expect(due).toBeGreaterThan(Date.now() + 28 * day);
    expect(due).toBeLessThanOrEqual(Date.now() + 30 * day);
  });

  test("wished for several times is still one task", async () => {
    const at = inMs(90 * day);
    await schedule("wipe-7a", at);
    await schedule("wipe-7a", at);
    expect(await tasks.tasksOf("wipe-7a")).toHaveLength(1);
  });

  test("starts where 30 days end: two minutes less keep their own time", async () => {
    const near = inMs(30 * day - 120_000);
    await schedule("wipe-8a", near);
    const [due = 0] = await dueTimes("wipe-8a");
    expect(due).toBeGreaterThanOrEqual(near.getTime());
  });
});

test("an endpoint that is neither Google's nor on this machine is refused: it would be spoken to in the clear", async () => {
  const elsewhere = taskScheduler({ ...settings, endpoint: "tasks.attacker.example:443" });
  await expect(elsewhere("wipe-8a", inMs(hour))).rejects.toThrow("CLOUD_TASKS_ENDPOINT");
});

test("an answer other than 'already there' is a failure that the caller hears of", async () => {
  const wrong = taskScheduler({ ...settings, functionsUrl: "https://somewhere.example" });
  await expect(wrong("wipe-8a", inMs(hour))).rejects.toMatchObject({ code: 3 });
});
