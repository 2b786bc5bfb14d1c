import { expect, test } from "vitest";
import { unlessWritten } from "../../functions/src/store/firestoreDocuments.ts";

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
