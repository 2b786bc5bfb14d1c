import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startTasks } from "./startTasks.ts";
import { inMs, type TasksFixture, tasksFixture, toRefusal } from "./tasksFixture.ts";

const code = { invalidArgument: 3, notFound: 5, alreadyExists: 6, unimplemented: 12 };
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
    await passTime("single", 60_000);
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
    await ended("stubborn succeeded with HTTP 204");
  });

  test("follows a connection that nobody answers", async () => {
    await tasks.createQueue("nobody", { retryConfig: { ...quick, maxAttempts: 3 } });
    await tasks.create("nobody", { httpRequest: { url: "http://127.0.0.1:1/" } });
    await ended("given up after 3 attempts, the last with connect ECONNREFUSED");
  });

  test("goes on past maxAttempts while maxRetryDuration isn't used up", async () => {
    const maxRetryDuration = { seconds: 60 };
    await tasks.createQueue("both", { retryConfig: { ...quick, maxAttempts: 2, maxRetryDuration } });
    tasks.target.answerNext(500, 500, 500);
    await tasks.create("both", { httpRequest: { url: tasks.target.url("/both") } });
    expect(await tasks.target.reached("/both", 4)).toHaveLength(4);
  });
});

describe("a task's name", () => {
  test("is taken while the task lives, and for an hour after it ended", async () => {
    const task = {
      name: `${tasks.queueName("quick")}/tasks/once`,
      httpRequest: { url: tasks.target.url("/once") },
    };
    await tasks.create("quick", { ...task, scheduleTime: inMs(30) });
    expect(await tasks.create("quick", task)).toMatchObject({ code: code.alreadyExists });
    await tasks.target.reached("/once", 1);
    await ended("once succeeded");
    expect(await tasks.create("quick", task)).toMatchObject({ code: code.alreadyExists });
    await passTime("quick", 3_600_001);
    expect(await tasks.create("quick", task)).toMatchObject({ name: task.name });
    await tasks.target.reached("/once", 2);
  });

  test("must lie in the queue", async () => {
    const task = {
      name: `${tasks.queueName("other")}/tasks/x`,
      httpRequest: { url: tasks.target.url("/x") },
    };
    expect(await tasks.create("quick", task)).toMatchObject({ code: code.invalidArgument });
  });
});

describe("a pending task", () => {
  test("is shown, listed, and never dispatched once it is deleted", async () => {
    const name = `${tasks.queueName("deleting")}/tasks/unwanted`;
    const httpRequest = { url: tasks.target.url("/unwanted"), body: Buffer.from("secret") };
    await tasks.create("deleting", { name, httpRequest, scheduleTime: inMs(60_000) });
    const [basic] = await tasks.client.getTask({ name });
    expect([basic.httpRequest?.body?.length, basic.dispatchCount]).toEqual([0, 0]);
    const [full] = await tasks.client.getTask({ name, responseView: "FULL" });
    expect(String(full.httpRequest?.body)).toBe("secret");
    const [listed] = await tasks.client.listTasks({ parent: tasks.queueName("deleting") });
    expect(listed.map((task) => task.name)).toEqual([name]);
    expect(await tasks.pending()).toContainEqual(expect.objectContaining({ name, queue: "deleting" }));
    await tasks.client.deleteTask({ name });
    expect(await tasks.client.getTask({ name }).catch(toRefusal)).toMatchObject({ code: code.notFound });
    await passTime("deleting", 60_001);
    expect(tasks.target.at("/unwanted")).toEqual([]);
  });
});

describe("CreateTask refuses", () => {
  test.each([
    ["a schedule time more than 30 days ahead", { scheduleTime: inMs(30 * 86_400_000 + 60_000) }, /too far/],
    [
      "a host that isn't loopback",
      { httpRequest: { url: "https://example.com/" } },
      /only dispatches to loopback/,
    ],
    [
      "a host that only looks like loopback",
      { httpRequest: { url: "http://127.0.0.1.example.com/" } },
      /only disp/,
    ],
    ["another protocol", { httpRequest: { url: "ftp://127.0.0.1/" } }, /http:/],
    ["a dispatch deadline under 15 s", { dispatchDeadline: { seconds: 14 } }, /between 15s and 30m/],
    [
      "a body on GET",
      { httpRequest: { url: "http://localhost/", httpMethod: "GET", body: "YQ==" } },
      /not allowed/,
    ],
  ] as const)("%s", async (_, part, why) => {
    const task = { httpRequest: { url: "http://localhost:1/" }, ...part };
    expect(await tasks.create("refusing", task)).toMatchObject({
      code: code.invalidArgument,
      details: expect.stringMatching(why),
    });
  });

  test("but not one 30 days ahead, which is kept and shown", async () => {
    const created = await tasks.create("faraway", {
      scheduleTime: inMs(30 * 86_400_000 - 60_000),
      httpRequest: { url: tasks.target.url("/faraway") },
    });
    expect(created).toMatchObject({ httpRequest: { url: tasks.target.url("/faraway") } });
    await tasks.client.purgeQueue({ name: tasks.queueName("faraway") });
  });
});

test("a port that is taken is named in the error, before anything is started", async () => {
  const options = { port: tasks.port, controlPort: 0, nameMemoryMs: 0, autoQueues: true };
  await expect(startTasks(options, () => {})).rejects.toMatchObject({ code: "EADDRINUSE", port: tasks.port });
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
    await passTime("quick", 0);
    expect(tasks.target.at("/narrow")).toHaveLength(2);
    tasks.target.release();
    await tasks.target.reached("/narrow", 5);
  });

  test("is listed with its settings, and unknown ones are not found", async () => {
    await tasks.createQueue("listed", { retryConfig: { maxAttempts: 7 } });
    const [queues] = await tasks.client.listQueues({
      parent: tasks.queueName("listed").replace(/\/queues.*/, ""),
    });
    expect(queues.find(({ name }) => name === tasks.queueName("listed"))?.retryConfig?.maxAttempts).toBe(7);
    expect(await tasks.client.getQueue({ name: tasks.queueName("nowhere") }).catch(toRefusal)).toMatchObject({
      code: code.notFound,
    });
  });

  test("answers UNIMPLEMENTED to what this stand-in doesn't do", async () => {
    const policy = tasks.client.getIamPolicy({ resource: tasks.queueName("quick") });
    expect(await policy.catch(toRefusal)).toMatchObject({ code: code.unimplemented });
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
    await ended("was lost, as ordered");
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

/** Moves the clock for one test, and waits until the queue has dispatched whatever that made due. */
async function passTime(queue: string, ms: number): Promise<void> {
  tasks.clock.ahead += ms;
  onTestFinished(() => {
    tasks.clock.ahead = 0;
  });
  const path = `/barrier-${queue}-${ms}`;
  await tasks.create(queue, { httpRequest: { url: tasks.target.url(path) } });
  await tasks.target.reached(path, 1);
}

async function ended(how: string): Promise<void> {
  await expect.poll(() => tasks.narration.some((line) => line.includes(how)), { interval: 2 }).toBe(true);
}

function claims(authorization: string | undefined): unknown {
  const payload = authorization?.replace("Bearer ", "").split(".")[1] ?? "";
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}
