/** Why the stack can't start or go on, in one line that says what to do about it. */
export class StackProblem extends Error {
  override readonly name = "StackProblem";
}

/** The line to show a person: the clear one, or whatever the unforeseen failure says. */
export function toLine(problem: unknown): string {
  if (problem instanceof StackProblem) return problem.message;
  return problem instanceof Error ? (problem.stack ?? problem.message) : String(problem);
}
