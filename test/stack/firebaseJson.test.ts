import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { root } from "./root.ts";

const Config = z.object({ functions: z.tuple([z.object({ ignore: z.array(z.string()) })]) });

function answerOf(command: string, ...args: string[]): string {
  return spawnSync(command, args, { cwd: root, encoding: "utf8" }).stdout;
}

test("of what is in git, a deployment of the functions uploads package.json and its lock file, and nothing else", () => {
  const config = Config.parse(JSON.parse(readFileSync(join(root, "firebase.json"), "utf8")));
  const [{ ignore }] = config.functions;
  // firebase-tools' own reading of the patterns: they match against absolute paths and against bare names.
  const script = `require("firebase-tools/lib/fsAsync")
    .readdirRecursive({ path: ${JSON.stringify(root)}, ignoreStrings: ${JSON.stringify(ignore)} })
    .then((files) => console.log(JSON.stringify(files.map(({ name }) => name))))`;
  const uploaded = z.array(z.string()).parse(JSON.parse(answerOf(process.execPath, "-e", script)));
  const tracked = answerOf("git", "ls-files").split("\n").filter(Boolean);
  expect(tracked).toContain("functions/src/index.ts");
  expect(tracked.filter((file) => uploaded.includes(join(root, file)))).toEqual([
    "package-lock.json",
    "package.json",
  ]);
});
