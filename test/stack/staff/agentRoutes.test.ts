import { afterAll, beforeAll, expect, test } from "vitest";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { postJson } from "../phones/holder.ts";
import { agentRoutes } from "./agentRoutes.ts";

const nowhere = "http://127.0.0.1:1";
const addresses = {
  projectId: "demo",
  region: "asia-northeast1",
  functionsUrl: nowhere,
  hostingUrl: nowhere,
  authHost: "127.0.0.1:1",
  fcm: { control: nowhere },
  authorities: { url: nowhere },
  tsm: { url: nowhere },
  maker: { url: nowhere },
};
const server = jsonServer(
  agentRoutes(addresses, () => {
    throw new Error("there are no holders");
  }),
);
let url: string;
beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server)}`;
});
afterAll(() => close(server));

test("a role that there isn't is refused with those that there are, before an account is made", async () => {
  const { status, body } = await postJson(`${url}/agents`, { role: "king" });
  expect([status, body]).toEqual([
    400,
    { error: "✖ must be one of agent, clerk, admin, or null for none\n  → at role" },
  ]);
});
