import { expect } from "vitest";
import { Problem } from "../../functions/src/contract/problem.ts";
import type { Answer } from "./serve.ts";

/** What must never come back: every request of these tests carries it somewhere. */
export const marker = "Sato-Hanako-19700101";

/** Insists that an answer is a problem of this kind, and that nothing of the request is in it. */
export function expectProblem(answer: Answer, status: number, code: string): void {
  expect(answer).toMatchObject({
    status,
    type: "application/problem+json; charset=utf-8",
    cacheControl: "no-store",
  });
  expect(Problem.parse(answer.json)).toMatchObject({ type: "about:blank", status, code });
  expect(answer.text).not.toContain(marker);
}
