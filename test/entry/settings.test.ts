import { expect, test } from "vitest";
import { z } from "zod";
import {
  parseAddress,
  parseAnchors,
  parseHashKey,
  parseHosts,
  parseJson,
  parsePercent,
  parseQueues,
  parseScope,
} from "../../functions/src/entry/settings.ts";
import { anchorOf, certify, quickHierarchy } from "../doubles/signers.ts";

const secretLooking = "c2VjcmV0";
const hierarchy = await quickHierarchy("card");
const root = Buffer.from(anchorOf(hierarchy).der).toString("base64");
const [leaf = ""] = (await certify(hierarchy)).x5c;
const setting = (value: string) => ({ name: "THE_SETTING", value: () => value });

test.each([
  ["JSON", () => parseJson(setting(secretLooking), z.unknown())],
  ["JSON of another shape", () => parseJson(setting(`{"${secretLooking}":1}`), z.strictObject({}))],
  ["an address that ends in a slash", () => parseAddress(setting("https://katazuke.example/"))],
  ["no address", () => parseAddress(setting(secretLooking))],
  ["no certificate", () => parseAnchors(setting(""))],
  ["what is no certificate", () => parseAnchors(setting(secretLooking))],
  ["a certificate too few", () => parseAnchors(setting(`${root},`))],
  ["a certificate cut short", () => parseAnchors(setting(`${root},${root.slice(0, -8)}`))],
  ["a certificate that is no CA's", () => parseAnchors(setting(`${root},${leaf}`))],
  ["no host", () => parseHosts(setting(""))],
  ["an address for a host", () => parseHosts(setting(`https://${secretLooking}.example`))],
  ["a host with a path", () => parseHosts(setting("crl.example/list"))],
  ["a host in capitals, as no address has it", () => parseHosts(setting("CRL.example"))],
  ["a space between hosts", () => parseHosts(setting("crl.example, other.example"))],
  ["no queue", () => parseQueues(setting(""))],
  ["a queue that is a path", () => parseQueues(setting(`attemptWipe,queues/${secretLooking}`))],
  ["a key that is short", () => parseHashKey(setting(secretLooking))],
  ["no key", () => parseHashKey(setting(""))],
  ["a scope that isn't one", () => parseScope(setting(secretLooking), setting(""))],
  ["a share above all", () => parsePercent({ name: "THE_SETTING", value: () => 101 })],
  ["a share below nothing", () => parsePercent({ name: "THE_SETTING", value: () => -1 })],
])("%s is refused at the start, by the setting's name, without quoting it", (_case, parse) => {
  expect(parse).toThrow(/THE_SETTING/);
  expect(parse).not.toThrow(new RegExp(secretLooking));
  // The code is what the log of the failure has.
  expect(parse).toThrow(expect.objectContaining({ name: "WrongSetting", code: "THE_SETTING" }));
});

test("applet needs a SEI-TSM to ask", () => {
  const scope = { name: "WIPE_SCOPE", value: () => "applet" };
  const endpoint = (value: string) => ({ name: "TSM_ENDPOINT", value: () => value });
  expect(() => parseScope(scope, endpoint(""))).toThrow("WIPE_SCOPE applet needs TSM_ENDPOINT");
  expect(parseScope(scope, endpoint("https://tsm.example/requests"))).toBe("applet");
});

test("what holds is taken as it is", () => {
  expect(parseAddress(setting("https://katazuke.example"))).toBe("https://katazuke.example");
  expect(parseAnchors(setting(`${root}, ${root}`))).toHaveLength(2);
  expect(parseHosts(setting("crl.example,127.0.0.1:9620"))).toEqual(["crl.example", "127.0.0.1:9620"]);
  expect(parseQueues(setting("attemptWipe, attempt-2"))).toEqual(["attemptWipe", "attempt-2"]);
  expect(parseHashKey(setting(Buffer.alloc(32).toString("base64")))).toHaveLength(32);
  expect(parsePercent({ name: "THE_SETTING", value: () => 10 })).toBe(0.1);
});

test("a setting is asked as itself, because Firebase's params don't know their value otherwise", () => {
  const param = {
    name: "THE_SETTING",
    kept: 10,
    value() {
      return this.kept;
    },
  };
  expect(parsePercent(param)).toBe(0.1);
});
