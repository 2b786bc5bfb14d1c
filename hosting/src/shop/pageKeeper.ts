import { moves } from "./moves.ts";
import type { Page } from "./page.ts";
import type { PageVerb } from "./pageState.ts";

/** What something brings about on the screen, besides the state. */
export type Change = Omit<Page, "state">;

const endsGiven: ReadonlySet<PageVerb> = new Set(["view", "next", "leave"]);

/** The page as it is, which changes by the table's moves alone, and tells of each change. */
export class PageKeeper {
  readonly #onChange: (page: Page) => void;
  #page: Page = { state: "starting" };

  constructor(onChange: (page: Page) => void) {
    this.#onChange = onChange;
  }

  get page(): Page {
    return this.#page;
  }

  /** What belongs to the clearance on the screen, without what went wrong meanwhile. */
  get clearance(): Change {
    const { state, given, trouble, mayRetry, isStale, ...clearance } = this.#page;
    return clearance;
  }

  /** Makes a move, and says whether it was one; a move that is none changes nothing. */
  go(verb: PageVerb, change: Change): boolean {
    const { state, given } = this.#page;
    const next = moves[state][verb];
    if (next === state) return false;
    // What a link brought waits until the clerk is signed in and has seen what comes of it.
    const kept = given === undefined || endsGiven.has(verb) ? {} : { given };
    this.#set({ ...kept, ...change, state: next });
    return true;
  }

  /** Changes what is to be seen, and not where the page is. */
  add(change: Change): void {
    this.#set({ ...this.#page, ...change });
  }

  /** Shows a newer view of the clearance: trouble that stands on the screen stays until the clerk does something. */
  renew(view: NonNullable<Page["view"]>): void {
    const { isStale, ...page } = this.#page;
    this.#set({ ...page, view });
  }

  #set(page: Page): void {
    this.#page = page;
    this.#onChange(page);
  }
}
