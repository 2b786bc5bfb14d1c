import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { root } from "./root.ts";

const Hosting = z.object({
  hosting: z.object({
    public: z.string(),
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
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cache-Control": "no-cache",
    });
  });

  test("has what is named by its content kept for good, and everything else asked for anew", () => {
    expect(headersOf("/assets/**")).toEqual({ "Cache-Control": "public, max-age=31536000, immutable" });
    expect(hosting.headers.at(-1)?.source).toBe("/assets/**");
  });
});
