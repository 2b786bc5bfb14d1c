import { expect, test } from "vitest";
import { Tray } from "./tray.ts";

test("a phone shows what comes, and what comes again under its tag in the place of the one before", () => {
  const tray = new Tray(() => {});
  tray.show({ title: "one", body: "1", tag: "a", channelId: "notices" });
  tray.show({ title: "two", body: "2" });
  tray.show({ title: "three", body: "3" });
  tray.show({ title: "one again", body: "1", tag: "a" });
  expect(tray.shown.map(({ title }) => title)).toEqual(["two", "three", "one again"]);
});
