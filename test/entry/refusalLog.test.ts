import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { callable } from "../../functions/src/entry/callable.ts";
import { httpApp } from "../../functions/src/entry/http/app.ts";
import { deployHere } from "../doubles/deployment.ts";
import { keepLogs } from "../doubles/logOutput.ts";
import { callableApp, serve } from "../doubles/serve.ts";
import { unlimited } from "../doubles/unlimited.ts";

const marker = "Sato-Hanako-19700101";
const Logged = z.record(z.string(), z.unknown());
const Told = z.object({ correlationId: z.string() });
const HttpError = z.object({ error: z.object({ details: Told }) });

let written: string[];
let api: Awaited<ReturnType<typeof serve>>;
let refusing: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  await deployHere({ requireAppCheck: false });
  written = await keepLogs();
  api = await serve(httpApp(unlimited));
  const answer = async () => refuse("card_of_another_holder", `Not the card of ${marker}.`);
  refusing = await serve(callableApp(callable(z.strictObject({}), answer)));
  vi.stubEnv("FUNCTION_TARGET", "replaceDevice");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await Promise.all([api.end(), refusing.end()]);
});
beforeEach(() => {
  written.length = 0;
});

function refusals(): unknown[] {
  expect(written.join()).not.toContain(marker);
  return written.map((line) => Logged.parse(JSON.parse(line))).filter(({ code }) => code === "refused");
}

const init = (body: unknown) => {
  const headers = { "content-type": "application/json" };
  return { method: "POST", body: JSON.stringify(body), headers };
};

describe("a refusal is logged under the id that its answer carries, with which it is and where, and nothing else:", () => {
  test.each([
    ["of a route", `/v1/holds/${marker}/release`, "/v1/holds/:holdId/release", "not_signed_in"],
    ["of no route", `/v1/${marker}`, "none", "route_unknown"],
    ["of a message's form", "/v1/sessions", "/v1/sessions", "malformed_request"],
  ])("%s over HTTP", async (_, path, route, refusal) => {
    const { json } = await api.call(path, init({ [marker]: marker }));
    const { correlationId } = Told.parse(json);
    const entry = { severity: "INFO", message: "refused", code: "refused", refusal, route, correlationId };
    expect(refusals()).toEqual([entry]);
  });

  test.each([
    ["of a callable", { data: {} }, "card_of_another_holder"],
    ["of what is no call at all", { [marker]: marker }, "malformed_request"],
  ])("%s", async (_, body, refusal) => {
    const { json } = await refusing.call("/", init(body));
    const { correlationId } = HttpError.parse(json).error.details;
    expect(refusals()).toMatchObject([{ refusal, route: "replaceDevice", correlationId }]);
  });
});
