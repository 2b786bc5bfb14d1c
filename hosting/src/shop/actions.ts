import type { Page } from "./page.ts";

/** What a clerk can do about a clearance, besides going on to the next phone. */
export type Action = "pull" | "initialise" | "confirm" | "secondClerk" | "prove";

const byStep: Readonly<Record<string, readonly Action[]>> = {
  pullNow: ["pull"],
  initialise: ["initialise", "pull"],
};

/**
 * The next steps that are the clerk's, the first one foremost. Everything else is the holder's, and there in words. Where one clerk
 * has said that the phone was initialised, that clerk can only bring a second one, and the second can only confirm; which of the two
 * it is the service says, as the answer to the first word may have been lost.
 */
export function actionsOf({ view, proof }: Pick<Page, "view" | "proof">): readonly Action[] {
  if (!view) return [];
  if (view.mayBeProven) return proof ? [] : ["prove"];
  if (view.verdict !== "clear" && view.initialisation?.state === "awaitsSecondClerk")
    return view.initialisation.mayConfirm === false ? ["secondClerk"] : ["confirm", "secondClerk"];
  return byStep[view.todo.step] ?? [];
}
