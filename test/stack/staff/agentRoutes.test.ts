import { afterAll, beforeAll, expect, test } from "vitest";
import { nowhere } from "../../doubles/nowhere.ts";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { postJson } from "../phones/holder.ts";
import { agentRoutes } from "./agentRoutes.ts";

const server = jsonServer(
  agentRoutes(nowhere, () => {
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

test("an agent who isn't there is said not to be, and how one is made", async () => {
  const { status, body } = await postJson(`${url}/agents/ann@example.org/releases`, { holdId: "h" });
  expect([status, body]).toEqual([
    404,
    { error: "no agent of this name: POST /agents makes one, and answers its name" },
  ]);
});
