import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { getJson, postJson } from "../phones/holder.ts";
import type { RunningStandIn } from "../standIn.ts";
import { startMaker } from "./startMaker.ts";

const received: string[] = [];
const service = jsonServer({
  "POST /v1/resets": ({ body }) => {
    const [, claims = ""] = z.object({ report: z.string() }).parse(body).report.split(".");
    received.push(z.object({ jti: z.string() }).parse(JSON.parse(atob(claims))).jti);
    return { status: 202, body: { taken: true } };
  },
});
let maker: RunningStandIn;
let url: string;
beforeAll(async () => {
  maker = await startMaker({ port: 0, service: `http://127.0.0.1:${await listen(service)}` }, () => {});
  url = z.object({ url: z.url() }).parse(maker.ready).url;
});
afterAll(() => Promise.all([maker.stop(), close(service)]));

const Report = z.strictObject({
  jti: z.string().min(16),
  phase: z.enum(["started", "completed"]),
  toe: z.literal(1_700_000_000),
  status: z.literal(202),
  body: z.strictObject({ taken: z.literal(true) }),
});

test("each report is listed under the jti that the service got, without the secure element's id, and can be sent again", async () => {
  const told = { secureElementId: "element-1", toe: 1_700_000_000 };
  const send = async (more: object) =>
    Report.parse((await postJson(`${url}/resets`, { ...told, ...more })).body).jti;
  const started = await send({ phase: "started" });
  const completed = await send({ phase: "completed" });
  expect(completed).not.toBe(started);
  expect(await send({ phase: "started", jti: started })).toBe(started);
  expect(received).toEqual([started, completed, started]);
  const listed = z.array(Report).parse((await getJson(`${url}/resets`, {})).body);
  expect(listed.map(({ jti, phase }) => [jti, phase])).toEqual([
    [started, "started"],
    [completed, "completed"],
    [started, "started"],
  ]);
});
