import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTasks } from "./startTasks.ts";
import { inMs, type TasksFixture, tasksFixture, toRefusal } from "./tasksFixture.ts";

const code = { invalidArgument: 3, notFound: 5, alreadyExists: 6, unimplemented: 12 };

let tasks: TasksFixture;
beforeAll(async () => {
  tasks = await tasksFixture();
});
afterAll(() => tasks.end());

describe("a task's name", () => {
  test("is taken while the task lives, and for an hour after it ended", async () => {
    const task = {
      name: `${tasks.queueName("quick")}/tasks/once`,
      httpRequest: { url: tasks.target.url("/once") },
    };
    await tasks.create("quick", { ...task, scheduleTime: inMs(30) });
    expect(await tasks.create("quick", task)).toMatchObject({ code: code.alreadyExists });
    await tasks.target.reached("/once", 1);
    await tasks.said("once succeeded");
    expect(await tasks.create("quick", task)).toMatchObject({ code: code.alreadyExists });
    await tasks.passTime("quick", 3_600_001);
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
    await tasks.passTime("deleting", 60_001);
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

describe("a queue", () => {
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

test("a port that is taken is named in the error, before anything is started", async () => {
  const options = { port: tasks.port, controlPort: 0, nameMemoryMs: 0, autoQueues: true };
  await expect(startTasks(options, () => {})).rejects.toMatchObject({ code: "EADDRINUSE", port: tasks.port });
});
