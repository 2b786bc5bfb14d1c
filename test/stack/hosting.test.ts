import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { root } from "./root.ts";

const Hosting = z.object({
  hosting: z.object({
    public: z.string(),
    ignore: z.array(z.string()),
    appAssociation: z.string(),
    predeploy: z.array(z.string()),
    headers: z.array(
      z.object({ source: z.string(), headers: z.array(z.object({ key: z.string(), value: z.string() })) }),
    ),
  }),
});
const { hosting } = Hosting.parse(JSON.parse(readFileSync(join(root, "firebase.json"), "utf8")));

function headersOf(source: string): Readonly<Record<string, string>> {
  const rule = hosting.headers.find((one) => one.source === source);
  return Object.fromEntries((rule?.headers ?? []).map(({ key, value }) => [key, value]));
}

describe("Hosting", () => {
  test("serves what the build makes, which a deployment builds first", () => {
    expect([hosting.public, hosting.predeploy]).toEqual([
      "hosting/dist",
      ['npm --prefix "$PROJECT_DIR" run build:pages'],
    ]);
  });

  test("lets a page run its own scripts alone, be framed by nobody, and tell nobody where it was", () => {
    const { "Content-Security-Policy": policy = "", ...others } = headersOf("**");
    const directives = Object.fromEntries(
      policy.split("; ").map((directive) => {
        const [name = "", ...values] = directive.split(" ");
        return [name, values.join(" ")];
      }),
    );
    expect(directives).toEqual({
      "default-src": "'none'",
      "script-src": "'self'",
      "style-src": "'self'",
      "connect-src": "'self' https://identitytoolkit.googleapis.com https://securetoken.googleapis.com",
      "base-uri": "'none'",
      "form-action": "'none'",
      "frame-ancestors": "'none'",
      "require-trusted-types-for": "'script'",
      "trusted-types": "'none'",
    });
    expect(others).toEqual({
      "Strict-Transport-Security": "max-age=63072000",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cache-Control": "no-cache",
    });
  });

  test("serves a deployer's app-link files as they are, as JSON, and makes none up", () => {
    expect(hosting.appAssociation).toBe("NONE");
    expect(headersOf("/.well-known/apple-app-site-association")).toEqual({
      "Content-Type": "application/json",
    });
  });

  test("uploads .well-known, though its name begins with a dot, and no other file whose name does", () => {
    const folder = mkdtempSync(join(tmpdir(), "katazuke-dist-"));
    mkdirSync(join(folder, ".well-known"));
    for (const name of [".well-known/assetlinks.json", ".well-known/apple-app-site-association", ".env"])
      writeFileSync(join(folder, name), "{}");
    // firebase-tools' own reading of the patterns.
    const script = `console.log(JSON.stringify(require("firebase-tools/lib/listFiles")
      .listFiles(${JSON.stringify(folder)}, ${JSON.stringify(hosting.ignore)})))`;
    const { stdout } = spawnSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(z.array(z.string()).parse(JSON.parse(stdout)).toSorted()).toEqual([
      ".well-known/apple-app-site-association",
      ".well-known/assetlinks.json",
    ]);
  });

  test("has what is named by its content kept for good, and everything else asked for anew", () => {
    expect(headersOf("/assets/**")).toEqual({ "Cache-Control": "public, max-age=31536000, immutable" });
    expect(hosting.headers.at(-1)?.source).toBe("/assets/**");
  });
});
