import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMs, type TasksFixture, tasksFixture } from "./tasksFixture.ts";

const quick = { minBackoff: { nanos: 2_000_000 }, maxBackoff: { nanos: 4_000_000 } };

let tasks: TasksFixture;
beforeAll(async () => {
  tasks = await tasksFixture();
  await tasks.createQueue("quick", { retryConfig: quick });
});
afterAll(() => tasks.end());

describe("a dispatch", () => {
  test("is a POST with the task's body, headers and Cloud Tasks' own headers", async () => {
    const created = await tasks.create("plain", {
      name: `${tasks.queueName("plain")}/tasks/first`,
      httpRequest: {
        url: tasks.target.url("/plain?x=1"),
        headers: {
          "content-type": "application/json",
          "X-CloudTasks-TaskName": "forged",
          "X-CloudTasks-TaskPreviousResponse": "1",
        },
        body: Buffer.from('{"data":1}'),
        oidcToken: {
          serviceAccountEmail: "invoker@demo-katazuke.iam.gserviceaccount.com",
          audience: "https://f",
        },
      },
    });
    const [arrival] = await tasks.target.reached("/plain?x=1", 1);
    expect(arrival).toMatchObject({
      method: "POST",
      body: '{"data":1}',
      headers: {
        "content-type": "application/json",
        "x-cloudtasks-queuename": "plain",
        "x-cloudtasks-taskname": "first",
        "x-cloudtasks-taskretrycount": "0",
        "x-cloudtasks-taskexecutioncount": "0",
        "x-cloudtasks-tasketa": expect.stringMatching(/^\d{10}\.\d{6}$/),
      },
    });
    expect(arrival?.headers).not.toHaveProperty("x-cloudtasks-taskpreviousresponse");
    expect(claims(arrival?.headers.authorization)).toMatchObject({
      email: "invoker@demo-katazuke.iam.gserviceaccount.com",
      aud: "https://f",
    });
    expect(created).toMatchObject({ name: `${tasks.queueName("plain")}/tasks/first` });
  });

  test("waits for the schedule time and not a millisecond less", async () => {
    const scheduleTime = inMs(40);
    await tasks.create("quick", { scheduleTime, httpRequest: { url: tasks.target.url("/later") } });
    const [arrival] = await tasks.target.reached("/later", 1);
    expect(arrival?.at).toBeGreaterThanOrEqual(scheduleTime.seconds * 1000 + scheduleTime.nanos / 1e6);
  });

  test("goes by schedule time, whatever the order of creation", async () => {
    await tasks.createQueue("single", { rateLimits: { maxConcurrentDispatches: 1 } });
    for (const seconds of [50, 30, 40]) {
      const httpRequest = { url: tasks.target.url("/ordered"), body: Buffer.from(String(seconds)) };
      await tasks.create("single", { scheduleTime: inMs(seconds * 1000), httpRequest });
    }
    await tasks.passTime("single", 60_000);
    const arrivals = await tasks.target.reached("/ordered", 3);
    expect(arrivals.map(({ body }) => body)).toEqual(["30", "40", "50"]);
  });
});

describe("a retry", () => {
  test("follows every non-2xx until there is a 2xx, and counts itself in the headers", async () => {
    tasks.target.answerNext(500, 302, 404);
    const name = `${tasks.queueName("quick")}/tasks/stubborn`;
    await tasks.create("quick", { name, httpRequest: { url: tasks.target.url("/retried") } });
    const arrivals = await tasks.target.reached("/retried", 4);
    expect(arrivals.map(({ headers }) => headers["x-cloudtasks-taskretrycount"])).toEqual([
      "0",
      "1",
      "2",
      "3",
    ]);
    expect(arrivals.map(({ headers }) => headers["x-cloudtasks-taskpreviousresponse"])).toEqual([
      undefined,
      "500",
      "302",
      "404",
    ]);
    await tasks.said("stubborn succeeded with HTTP 204");
  });

  test("follows a connection that nobody answers", async () => {
    await tasks.createQueue("nobody", { retryConfig: { ...quick, maxAttempts: 3 } });
    await tasks.create("nobody", { httpRequest: { url: "http://127.0.0.1:1/" } });
    await tasks.said("given up after 3 attempts, the last with connect ECONNREFUSED");
  });

  test("goes on past maxAttempts while maxRetryDuration isn't used up", async () => {
    const maxRetryDuration = { seconds: 60 };
    await tasks.createQueue("both", { retryConfig: { ...quick, maxAttempts: 2, maxRetryDuration } });
    tasks.target.answerNext(500, 500, 500);
    await tasks.create("both", { httpRequest: { url: tasks.target.url("/both") } });
    expect(await tasks.target.reached("/both", 4)).toHaveLength(4);
  });
});

describe("a queue", () => {
  test("holds its tasks while it is paused", async () => {
    const name = tasks.queueName("pausing");
    await tasks.createQueue("pausing", {});
    await tasks.client.pauseQueue({ name });
    await tasks.create("pausing", { httpRequest: { url: tasks.target.url("/paused") } });
    await tasks.create("quick", { httpRequest: { url: tasks.target.url("/elsewhere") } });
    await tasks.target.reached("/elsewhere", 1);
    expect(tasks.target.at("/paused")).toEqual([]);
    expect((await tasks.client.getQueue({ name }))[0].state).toBe("PAUSED");
    await tasks.client.resumeQueue({ name });
    await tasks.target.reached("/paused", 1);
  });

  test("never has more requests under way than maxConcurrentDispatches", async () => {
    await tasks.createQueue("narrow", { rateLimits: { maxConcurrentDispatches: 2 } });
    tasks.target.hold("/narrow");
    for (let n = 0; n < 5; n += 1)
      await tasks.create("narrow", { httpRequest: { url: tasks.target.url("/narrow") } });
    await tasks.target.reached("/narrow", 2);
    await tasks.passTime("quick", 0);
    expect(tasks.target.at("/narrow")).toHaveLength(2);
    tasks.target.release();
    await tasks.target.reached("/narrow", 5);
  });
});

describe("a dispatch that was ordered to misbehave", () => {
  test("duplicate reaches the target twice, as the same task", async () => {
    await tasks.misbehave({ kind: "duplicate", queue: "quick" });
    await tasks.create("quick", { httpRequest: { url: tasks.target.url("/twice") } });
    const [first, second] = await tasks.target.reached("/twice", 2);
    expect(second?.headers["x-cloudtasks-taskname"]).toBe(first?.headers["x-cloudtasks-taskname"]);
  });

  test("drop ends the task without a request", async () => {
    await tasks.misbehave({ kind: "drop", queue: "quick" });
    await tasks.create("quick", { httpRequest: { url: tasks.target.url("/lost") } });
    await tasks.said("was lost, as ordered");
    expect(tasks.target.at("/lost")).toEqual([]);
  });

  test("fail counts as an attempt and is retried", async () => {
    await tasks.misbehave({ kind: "fail", queue: "quick" });
    await tasks.create("quick", { httpRequest: { url: tasks.target.url("/failed") } });
    const [arrival] = await tasks.target.reached("/failed", 1);
    expect(arrival?.headers["x-cloudtasks-taskretrycount"]).toBe("1");
  });

  test("delay makes the request late, so that a later task overtakes", async () => {
    await tasks.misbehave({ kind: "delay", queue: "quick", ms: 86_400_000 });
    await tasks.misbehave({ kind: "delay", queue: "quick", ms: 5 });
    await tasks.create("quick", { httpRequest: { url: tasks.target.url("/tomorrow") } });
    await tasks.create("quick", { httpRequest: { url: tasks.target.url("/soon") } });
    await tasks.target.reached("/soon", 1);
    expect(tasks.target.at("/tomorrow")).toEqual([]);
  });
});

function claims(authorization: string | undefined): unknown {
  const payload = authorization?.replace("Bearer ", "").split(".")[1] ?? "";
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}
