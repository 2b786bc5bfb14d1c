import { counterMoves } from "./counterMoves.ts";
import type { PageState, PageVerb } from "./pageState.ts";
import { signInMoves } from "./signInMoves.ts";

/**
 * Every move there is. A cell naming its own row changes nothing: an answer that comes when nobody waits for it any more, or a
 * second press of a button. `leave` leads out of wherever somebody is signed in, or about to be, whatever is under way.
 */
export const moves = { ...signInMoves, ...counterMoves } satisfies Record<
  PageState,
  Record<PageVerb, PageState>
>;
