import { expect, test } from "vitest";
import { createChatter } from "./chatter.ts";

function heard(...talk: readonly (readonly [who: string, what: string])[]): string[] {
  const said: string[] = [];
  const chatter = createChatter((who, what) => said.push(`${who}: ${what}`));
  for (const [who, what] of talk) chatter(who, what);
  return said;
}

test("a line that the same one says again is counted, and told with its next other line", () => {
  const [same, other] = [
    ["fcm", "phone is online"],
    ["fcm", "phone is offline"],
  ] as const;
  expect(heard(same, same, ["phones", "phone-1 enrolled"], same, other)).toEqual([
    "fcm: phone is online",
    "phones: phone-1 enrolled",
    "fcm: (that 2 times more)",
    "fcm: phone is offline",
  ]);
});

test("ids and resource names are cut short", () => {
  const task = "5".repeat(64);
  expect(
    heard(
      ["tasks", `task ${task} is due`],
      ["tasks", "queue projects/demo/locations/x/queues/attemptWipe created"],
    ),
  ).toEqual(["tasks: task 555555… is due", "tasks: queue attemptWipe created"]);
});
