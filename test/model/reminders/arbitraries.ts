import fc from "fast-check";
import { holderCauses } from "../../../functions/src/domain/revocation.ts";
import { answersOfChannels, type Deed, type History, type Run, type Step } from "./step.ts";

/** How many phones there are: the first two are enrolled by the holder with the first card, the others by that with the second. */
export const phones = 4;

const day = 24 * 60;
const phone = fc.nat(phones - 1);

/** From yesterday to so many days ahead. */
const nameDay = (max: number) =>
  fc.record({ do: fc.constant("nameDay" as const), phone, days: fc.integer({ min: -1, max }) });

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("enrol" as const), phone, isRenewed: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("fetch" as const), phone }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("revoke" as const),
      phone,
      cause: fc.constantFrom(...holderCauses),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("attempt" as const),
      ends: fc.constantFrom(...(["accepted", "accepted", "unavailable", "unsigned"] as const)),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("erase" as const), phone }) },
  { weight: 3, arbitrary: nameDay(20) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("partWith" as const),
      phone,
      days: fc.integer({ min: 1, max: 20 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("hold" as const), phone }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("release" as const) }) },
);

const run: fc.Arbitrary<Run> = fc.record({
  do: fc.constant("run" as const),
  by: fc.constantFrom(...(["task", "twoTasks", "job", "job", "job", "twoJobs"] as const)),
  pick: fc.nat(9),
  channels: fc.oneof(
    { weight: 4, arbitrary: fc.constant("push" as const) },
    { weight: 3, arbitrary: fc.constantFrom(...answersOfChannels) },
  ),
  chance: fc.double({ min: 0, max: 0.999, noNaN: true }),
  diesAfter: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.nat(4) }),
  meanwhile: fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: deed }),
});

/** Around the times at which something is due, and up to more than two months. */
const wait = fc.record({
  do: fc.constant("wait" as const),
  minutes: fc.oneof(
    fc.integer({ min: 1, max: day }),
    fc.constantFrom(10, 60, day - 1, day, 2 * day, 4 * day, 7 * day),
    fc.integer({ min: day, max: 65 * day }),
  ),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: deed },
  { weight: 6, arbitrary: run },
  { weight: 4, arbitrary: wait },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("link" as const) }) },
);

const plan = fc.tuple(phone, nameDay(9)).map(
  ([phone, named]) =>
    [
      { do: "enrol", phone, isRenewed: true },
      { ...named, phone },
    ] as const,
);

/** Histories of two holders with a few phones, who turn out to be one person, under rules of any kind. */
export const history: fc.Arbitrary<History> = fc.record({
  setting: fc.record({
    quiet: fc.constantFrom(
      ...([
        [21 * 60, 8 * 60],
        [21 * 60, 8 * 60],
        [0, 0],
        [9 * 60, 19 * 60],
      ] as const),
    ),
    aWeek: fc.integer({ min: 2, max: 4 }),
  }),
  steps: fc.array(step, { minLength: 10, maxLength: 40 }),
  plans: fc.oneof(
    { weight: 2, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(plan, { minLength: 1, maxLength: 3 }) },
  ),
});
