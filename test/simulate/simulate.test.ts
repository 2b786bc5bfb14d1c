import { describe, expect, test } from "vitest";
import { figuresOf, figuresTable, milestones, type PolicyFigures, shareBy } from "./figures.ts";
import { usual } from "./options.ts";
import { day } from "./phone.ts";
import { plot } from "./plot.ts";
import { type Policy, policies } from "./policies.ts";
import { simulate } from "./simulate.ts";
import { withBlock } from "./withBlock.ts";

const assumed = { ...usual, holders: 200 };
const simulated = policies.map((policy) => simulate(policy, assumed));

function named(name: string): {
  policy: Policy;
  figures: PolicyFigures;
  endings: (typeof simulated)[number]["endings"];
} {
  const found = simulated.find(({ policy }) => policy.name === name);
  if (!found) throw new Error(`no policy is called ${name}`);
  return { ...found, figures: figuresOf(found) };
}

const [onePush, daily, ours] = [
  named("one push and no more"),
  named("daily push, no reminders"),
  named("ours"),
];

describe("a simulated year", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(simulate(ours.policy, assumed)).toEqual({ policy: ours.policy, endings: ours.endings });
    const other = simulate(ours.policy, { ...assumed, seed: 7 });
    expect(other.endings).not.toEqual(ours.endings);
  });

  test("has one push to each phone where there is no more, and no reminders where there are none", () => {
    expect(onePush.endings.every(({ pushes, reminders }) => pushes === 1 && reminders === 0)).toBe(true);
    expect(daily.endings.every(({ pushes, reminders }) => pushes <= 370 && reminders === 0)).toBe(true);
  });

  test("reminds nobody at night, before the first day is over, or more than three times a week", () => {
    for (const { remindedAt } of ours.endings) {
      const times = remindedAt.map((at) => at.getTime());
      const hours = remindedAt.map((at) => (at.getUTCHours() + 9) % 24);
      expect(hours.every((hour) => hour >= 8 && hour < 21)).toBe(true);
      const mostInAWeek = times.map((from) => times.filter((at) => at >= from && at < from + 7 * day).length);
      expect(Math.max(0, ...mostInAWeek)).toBeLessThanOrEqual(3);
    }
    expect(ours.endings.some(({ remindedAt }) => remindedAt.length > 10)).toBe(true);
  });

  test("reminds nobody of a phone that is erased on the first day", () => {
    const quick = ours.endings.filter(({ erasedAfter = 2 * day }) => erasedAfter < day);
    expect(quick.length).toBeGreaterThan(50);
    expect(quick.every(({ reminders, remindedAt }) => reminders + remindedAt.length === 0)).toBe(true);
  });

  test("goes by without reminders for those who can't be reached, whose phones are erased all the same", () => {
    const { endings } = simulate(ours.policy, { ...assumed, noChannel: 1, emailOnly: 0 });
    expect(endings.every(({ reminders }) => reminders === 0)).toBe(true);
    expect(endings.some(({ erasedAfter }) => erasedAfter !== undefined)).toBe(true);
  });

  test("erases nothing where no push works, no app asks and nobody responds", () => {
    const deaf = { ...assumed, pushWorks: 0, pull: 0, respondsToPush: 0, respondsToEmail: 0 };
    expect(policies.map((policy) => shareBy(simulate(policy, deaf), 365))).toEqual([0, 0, 0, 0]);
  });
});

describe("our policy", () => {
  test("has erased no fewer phones than any other at any time, with fewer messages than a push a day", () => {
    for (const other of [onePush, daily])
      for (const [i, share] of ours.figures.shares.entries())
        expect(share).toBeGreaterThanOrEqual(other.figures.shares[i] ?? 1);
    expect(ours.figures.shares.at(-1)).toBeGreaterThan(daily.figures.shares.at(-1) ?? 1);
    expect(ours.figures.messages).toBeLessThan(daily.figures.messages / 2);
  });
});

test("shares are counted up to their day, and means are per holder", () => {
  const ending = { pushes: 1, reminders: 0, remindedAt: [] };
  const endings = [
    { ...ending, erasedAfter: day },
    { ...ending, erasedAfter: 40 * day, pushes: 9, reminders: 4 },
    { ...ending, erasedAfter: undefined, pushes: 20, reminders: 10 },
    { ...ending, erasedAfter: 5 * day },
  ];
  const figures = figuresOf({ policy: ours.policy, endings });
  expect(milestones).toEqual([1, 2, 7, 30, 90, 365]);
  expect(figures).toEqual({
    ...{ name: "ours", shares: [0.25, 0.25, 0.5, 0.5, 0.75, 0.75], pushes: 7.75, reminders: 3.5 },
    ...{ remindersP95: 10, messages: 11.25, messagesP95: 30 },
  });
  expect(figuresTable([figures]).split("\n")[2]).toBe(
    "| ours | 25.0 % | 25.0 % | 50.0 % | 50.0 % | 75.0 % | 75.0 % | 7.8 | 3.50 (10) | 11.3 (30) |",
  );
});

test("the plot has a curve and a name for each policy, from the bottom to the top", () => {
  const points = [
    { days: 0.04, share: 0 },
    { days: 365, share: 1 },
  ];
  const drawn = plot("Shares", [
    { name: "one", points },
    { name: "other", points },
  ]);
  expect(drawn).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 760 420"/);
  expect(drawn.match(/<polyline points="56,376 524,34"/g)).toHaveLength(2);
  for (const text of ["Shares", "day 30", "60 %", "one", "other"]) expect(drawn).toContain(`>${text}</text>`);
});

test("only what stands between its marks is replaced", () => {
  const page = "before\n<!-- simulated: one -->\nold\n<!-- end -->\nafter\n";
  expect(withBlock(page, "one", "new")).toBe("before\n<!-- simulated: one -->\nnew\n<!-- end -->\nafter\n");
  expect(() => withBlock(page, "other", "new")).toThrow("has no place for other");
});
