import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { httpApp } from "../../functions/src/entry/http/app.ts";
import { deployHere } from "../doubles/deployment.ts";
import { endpoints } from "./endpoints.ts";

beforeAll(() => deployHere({ requireAppCheck: true }));

/** The part of express's router that says what is routed; a router inside of it would hide its routes, so there is none. */
const Router = z.object({
  stack: z.array(
    z.object({
      name: z.string(),
      route: z
        .object({
          path: z.union([z.string(), z.array(z.string())]),
          methods: z.record(z.string(), z.literal(true)),
        })
        .optional(),
    }),
  ),
});

test("every route and every callable is fuzzed, and nothing that isn't there", async () => {
  const deployed = Object.entries(await import("../../functions/src/index.ts"));
  const callables = deployed.filter(([, fn]) => "callableTrigger" in Object(fn).__endpoint);
  const { stack } = Router.parse({ stack: httpApp().router.stack });
  expect(stack.filter(({ name }) => name === "router")).toEqual([]);
  const routes = stack.flatMap(({ route }) => {
    const paths = [route?.path ?? []].flat();
    const methods = Object.keys(route?.methods ?? {});
    return paths.flatMap((path) => methods.map((method) => `${method.toUpperCase()} ${path}`));
  });
  const names = [...routes, ...callables.map(([name]) => name)];
  expect(Object.keys(endpoints).toSorted()).toEqual(names.toSorted());
});

test("api is the only function of its kind: another one needs a list of its routes", async () => {
  const deployed = Object.entries(await import("../../functions/src/index.ts"));
  const https = deployed.filter(([, fn]) => "httpsTrigger" in Object(fn).__endpoint);
  expect(https.map(([name]) => name)).toEqual(["api"]);
});
