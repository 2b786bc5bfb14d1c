// First: what is imported later declares its shapes at once.
import "./withoutEval.ts";
import { render } from "preact";
import { VerifyPage } from "./VerifyPage.tsx";
import { proofIn } from "./verifyProof.ts";

const root = document.getElementById("page");

/** A link brings its proof behind the `#`, which no server sees; it goes into the field and out of the address. */
function show(): void {
  const given = location.hash === "" ? "" : proofIn(location.hash);
  if (given !== "") history.replaceState(null, "", location.pathname);
  if (root) render(<VerifyPage given={given} />, root);
}

root?.replaceChildren();
addEventListener("hashchange", show);
show();
