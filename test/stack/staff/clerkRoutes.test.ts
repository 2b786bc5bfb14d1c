import { afterAll, beforeAll, expect, test } from "vitest";
import { nowhere } from "../../doubles/nowhere.ts";
import { jsonServer } from "../json.ts";
import { close, listen } from "../listen.ts";
import { postJson } from "../phones/holder.ts";
import { clerkRoutes } from "./clerkRoutes.ts";

const asked: string[] = [];
/** As much of Firestore and of the Auth emulator as making a clerk takes: one shop, and accounts for all. */
const emulators = jsonServer({
  "GET /v1/projects/demo-katazuke/databases/:database/documents/shops/:id": ({ params }) => {
    asked.push(params.id ?? "");
    return params.id === "shop-3" ? { body: {} } : { status: 404 };
  },
  "POST /identitytoolkit.googleapis.com/v1/projects/*": () => {
    asked.push("account");
    return { body: { localId: "uid-1" } };
  },
});
let url: string;
const servers = [emulators];
beforeAll(async () => {
  const host = `127.0.0.1:${await listen(emulators)}`;
  const clerks = jsonServer(clerkRoutes({ ...nowhere, firestoreHost: host, authHost: host }));
  servers.push(clerks);
  url = `http://127.0.0.1:${await listen(clerks)}`;
});
afterAll(() => Promise.all(servers.map(close)));

test.each([["shop-4"], [""], ["shop-3/../shop-3"]])(
  "a clerk of shop %j, which isn't registered, is refused with those that are, before an account is made",
  async (shopId) => {
    asked.length = 0;
    const { status, body } = await postJson(`${url}/clerks`, { shopId });
    expect([status, body]).toEqual([
      400,
      {
        error:
          "no shop of this id: there are shop-1 and shop-2, and npm run admin -- shop add --local makes others",
      },
    ]);
    expect(asked).not.toContain("account");
  },
);

test("a clerk of a shop that an admin registered is made", async () => {
  const { status, body } = await postJson(`${url}/clerks`, { shopId: "shop-3" });
  expect([status, body]).toMatchObject([201, { clerk: "clerk-1", shopId: "shop-3" }]);
});

test.each([
  ["checks", { phone: {} }],
  ["looks", { clearanceId: "c" }],
  ["proofs", { clearanceId: "c", phone: {} }],
])("%s of a clerk who isn't there are answered with how one is made", async (act, order) => {
  const { status, body } = await postJson(`${url}/clerks/clerk-9/${act}`, order);
  expect([status, body]).toEqual([
    404,
    { error: "no clerk of this name: POST /clerks makes one, and answers its name" },
  ]);
});

test("that Firestore can't tell whether a shop is there isn't the caller's fault", async () => {
  const clerks = jsonServer(clerkRoutes(nowhere));
  servers.push(clerks);
  const { status } = await postJson(`http://127.0.0.1:${await listen(clerks)}/clerks`, {});
  expect(status).toBe(500);
});
