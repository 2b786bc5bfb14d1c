import { render } from "preact";
import { createClient } from "./client.ts";
import { readGiven } from "./given.ts";
import { watchIdle } from "./idle.ts";
import type { Page } from "./page.ts";
import { ShopPage } from "./parts/ShopPage.tsx";
import type { Later } from "./polling.ts";
import { readWhere } from "./readWhere.ts";
import { Shop } from "./shop.ts";

const root = document.getElementById("page");
const show = (page: Page) => root && render(<ShopPage page={page} shop={shop} />, root);
const later: Later = (delay, run) => {
  const timer = setTimeout(run, delay);
  return () => clearTimeout(timer);
};
const fetch = window.fetch.bind(window);

/** What a link brought last: a page that begins anew takes it along. */
let fragment = "";
let isSpent = false;

/**
 * Browsers remember for as long as a page lives that a script couldn't be had, and don't ask for it again: so the second try is a new
 * page's. Nobody is signed in yet whom that could sign out.
 */
async function loadSignIn() {
  if (isSpent) {
    history.replaceState(null, "", location.pathname + fragment);
    location.reload();
  }
  return import("./firebaseSession.ts").catch((missing: unknown) => {
    isSpent = true;
    throw missing;
  });
}

const shop = new Shop({
  openSession: async () => {
    // What signs in is most of the page's weight: it comes while the page is there already.
    const [{ firebaseSession }, where] = await Promise.all([
      loadSignIn(),
      readWhere({ fetch, hostname: location.hostname }),
    ]);
    return firebaseSession(where);
  },
  client: (session) => createClient({ fetch, token: () => session.token() }),
  newId: () => crypto.randomUUID(),
  later,
  onChange: show,
});

const idle = watchIdle({ now: Date.now, later, onIdle: () => void shop.leave("idle") });
for (const sign of ["pointerdown", "keydown"]) addEventListener(sign, () => idle.touch(), true);
document.addEventListener("visibilitychange", () => {
  shop.see(!document.hidden);
  idle.check();
});

/** A code is for one look: it must not stay in the address bar, nor in the history behind it. */
function takeFragment(): void {
  const given = readGiven(location.href);
  if (given) fragment = location.hash;
  if (location.hash !== "") history.replaceState(null, "", location.pathname);
  if (given) shop.fill(given);
}
addEventListener("hashchange", takeFragment);

// A browser may keep a page that was left as it stood, for whoever goes back to it: they get a new one.
addEventListener("pagehide", () => root && render(null, root));
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

root?.replaceChildren();
takeFragment();
void shop.start();
