import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { httpApp } from "../../../functions/src/entry/http/app.ts";
import { admitStaff } from "../../../functions/src/entry/http/signedIn.ts";
import { services } from "../../../functions/src/entry/services.ts";
import { deployHere } from "../../doubles/deployment.ts";
import { limitsInMemory } from "../../doubles/limitsInMemory.ts";
import { serve } from "../../doubles/serve.ts";

let api: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  await deployHere({ requireAppCheck: true });
  api = await serve(httpApp(limitsInMemory()));
});
afterAll(() => api.end());
afterEach(() => vi.restoreAllMocks());

/** An account whose tokens live on: Auth finds out that it was disabled only where it is asked, which its emulator always is. */
function signIn(
  role: string,
  { isDisabled, isSecured = true }: { isDisabled: boolean; isSecured?: boolean },
): void {
  const about = { aud: "demo-katazuke", iss: "auth", sub: "account-1", uid: "account-1", role };
  const times = { iat: 0, exp: 1, auth_time: 0 };
  const secondFactor = isSecured ? { sign_in_second_factor: "phone" } : {};
  const firebase = { identities: {}, sign_in_provider: "password", ...secondFactor };
  vi.spyOn(services.auth(), "verifyIdToken").mockImplementation(async (_token, isAsked) => {
    if (isDisabled && isAsked) throw Object.assign(new Error("disabled"), { code: "auth/user-disabled" });
    return { ...about, ...times, firebase };
  });
  // Who is told of a refusal is another test's business, and there is no database here.
  vi.spyOn(services, "auditRefusal").mockReturnValue(async (decision) => decision);
}

const headers = { authorization: "Bearer a.b.c", "content-type": "application/json" };
const hold = () => api.call("/v1/holds", { method: "POST", headers, body: "{}" });
const release = () => api.call("/v1/holds/0/release", { method: "POST", headers, body: "{}" });
const look = () => api.call("/v1/revocations/0", { headers });

test("an agent whose account was disabled is out at once, though the token lives on", async () => {
  signIn("agent", { isDisabled: true });
  for (const answer of [await hold(), await release()])
    expect(answer).toMatchObject({ status: 401, json: { code: "not_signed_in" } });
});

test("an agent whose account wasn't gets as far as what the request says", async () => {
  signIn("agent", { isDisabled: false });
  for (const answer of [await hold(), await release()])
    expect(answer).toMatchObject({ status: 400, json: { code: "malformed_request" } });
});

test("an agent who signed in with a password alone isn't signed in, and is told what is missing", async () => {
  signIn("agent", { isDisabled: false, isSecured: false });
  for (const answer of [await hold(), await release()])
    expect(answer).toMatchObject({
      status: 401,
      json: { code: "not_signed_in", detail: expect.stringContaining("second factor") },
    });
});

test("where a deployment requires no second factor, the password is enough, and the role still needed", () => {
  const token = { uid: "agent-1", firebase: { identities: {}, sign_in_provider: "password" } };
  expect(admitStaff({ ...token, role: "agent" }, "agent", false)).toBe("agent-1");
  expect(admitStaff({ ...token, role: "clerk" }, "agent", false)).toMatchObject({ refused: "role_missing" });
});

test("no other role will do", async () => {
  for (const role of ["clerk", "admin", "holder", ""]) {
    signIn(role, { isDisabled: false });
    for (const answer of [await hold(), await release()])
      expect(answer).toMatchObject({ status: 403, json: { code: "role_missing" } });
  }
});

test("a holder's token is taken as it is, which spares each look at a revocation a round trip", async () => {
  signIn("holder", { isDisabled: true });
  expect(await look()).toMatchObject({ status: 404, json: { code: "revocation_unknown" } });
});
