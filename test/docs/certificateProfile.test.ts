import { test } from "vitest";
import { outsideProfile } from "../conformance/pkits/outsideProfile.ts";
import { sectionOf } from "../conformance/pkits/sections.ts";
import { expectBlocks } from "./generatedBlocks.ts";

test("docs/certificate-profile.md lists every valid case of PKITS that is refused, and why", async () => {
  const rows = Object.entries(outsideProfile).map(([leaf, { refused, why }]) => {
    const [section = ""] = sectionOf(leaf).split(" ");
    return `| ${section} | ${leaf} | \`${refused}\` | ${why} |`;
  });
  const head = ["| PKITS | leaf certificate | refused with | because |", "|---|---|---|---|"];
  await expectBlocks("certificate-profile.md", { outsideProfile: [...head, ...rows].join("\n") });
});
