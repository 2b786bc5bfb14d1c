import { describe, expect, test } from "vitest";
import { unlessClosed, unlessWritten } from "../../functions/src/store/firestoreDocuments.ts";

const neverAsked = () => Promise.reject(new Error("the document was looked at"));
const failure = (code: number) => Object.assign(new Error("from the server"), { code });
const [notFound, failedPrecondition, aborted, unavailable] = [5, 9, 10, 14].map(failure);

test("an update that was made is, without a look at the document", async () => {
  expect(await unlessWritten(Promise.resolve("written"), neverAsked)).toBe(true);
});

test.each([
  ["FAILED_PRECONDITION", failedPrecondition],
  ["NOT_FOUND", notFound],
])(
  "%s on a document that was written or deleted meanwhile says that the update wasn't made",
  async (_name, problem) => {
    expect(await unlessWritten(Promise.reject(problem), async () => false)).toBe(false);
  },
);

test.each([
  ["FAILED_PRECONDITION", failedPrecondition],
  ["NOT_FOUND", notFound],
])("%s on a document that is as it was is another fault, and is thrown", async (_name, problem) => {
  await expect(unlessWritten(Promise.reject(problem), async () => true)).rejects.toBe(problem);
});

test.each([
  ["ABORTED", aborted],
  ["UNAVAILABLE", unavailable],
])("%s is thrown without a look: nobody knows whether the update was made", async (_name, problem) => {
  await expect(unlessWritten(Promise.reject(problem), neverAsked)).rejects.toBe(problem);
});

test("when the document can't be looked at, that is what fails", async () => {
  const away = new Error("the network is away");
  const update = Promise.reject(failedPrecondition);
  await expect(unlessWritten(update, () => Promise.reject(away))).rejects.toBe(away);
});

describe("a transaction that was closed under its reads", () => {
  const closed = Object.assign(new Error("3 INVALID_ARGUMENT: Transaction is invalid or closed."), {
    code: 3,
  });
  /** One that fails so often before it goes well. */
  function failing(times: number, problem: Error) {
    const calls = { made: 0 };
    const run = async () => {
      calls.made += 1;
      if (calls.made <= times) throw problem;
      return "written";
    };
    return { calls, run };
  }

  test("is begun anew", async () => {
    const { calls, run } = failing(2, closed);
    expect([await unlessClosed(run), calls.made]).toEqual(["written", 3]);
  });

  test("is given up after the fifth time", async () => {
    const { calls, run } = failing(9, closed);
    await expect(unlessClosed(run)).rejects.toBe(closed);
    expect(calls.made).toBe(5);
  });

  test.each([
    ["an argument that can't be", Object.assign(new Error("3 INVALID_ARGUMENT: a path"), { code: 3 })],
    ["a fault of ours that says the same", new Error("Transaction is invalid or closed.")],
  ])("isn't where %s was the problem", async (_, problem) => {
    const { calls, run } = failing(1, problem);
    await expect(unlessClosed(run)).rejects.toBe(problem);
    expect(calls.made).toBe(1);
  });
});
