import type { HttpCase } from "./wrongCase.ts";

const malformed = { status: 400, code: "malformed_request" } as const;
const path = "/v1/revocations";

/** Requests that are wrong before anybody looks at a signature; `application` would be a good one. */
export function bodyCases(application: string): readonly HttpCase[] {
  const unknownDevice = `/v1/revocations/${"0".repeat(64)}`;
  return [
    { what: "malformed JSON", ...malformed, path, body: '{"application":' },
    { what: "JSON that is no object", ...malformed, path, body: "[]" },
    { what: "no body", ...malformed, path, body: "" },
    { what: "an unknown field", ...malformed, path, body: JSON.stringify({ application, force: true }) },
    { what: "something that is no JWS", ...malformed, path, body: JSON.stringify({ application: "a.b" }) },
    {
      what: "an oversized body",
      status: 413,
      code: "body_too_large",
      path,
      body: JSON.stringify({ application: "a".repeat(100_000) }),
    },
    {
      what: "a body that isn't called JSON",
      status: 415,
      code: "media_type_unsupported",
      path,
      body: JSON.stringify({ application }),
      contentType: "text/plain",
    },
    { what: "malformed JSON for a session", ...malformed, path: "/v1/sessions", body: "{" },
    {
      what: "a revocation looked at without signing in",
      status: 401,
      code: "not_signed_in",
      path: unknownDevice,
    },
    { what: "an address where nothing is", status: 404, code: "route_unknown", path: "/v1/nothing" },
  ];
}
