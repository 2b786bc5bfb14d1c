import { describe, expect, test } from "vitest";
import type { Device } from "../../functions/src/domain/device.ts";
import { forecastHibernation } from "../../functions/src/domain/hibernation.ts";
import { minutesLater, sampleDevice, start } from "../doubles/samples.ts";

const oneDay = 24 * 60;
const rule = { after: 90 * oneDay * 60_000, spread: 15 * oneDay * 60_000 };

function android(osVersion: string): Device {
  return { ...sampleDevice, handset: { ...sampleDevice.handset, osVersion } };
}

describe("Android puts an unused app to sleep", () => {
  test("90 to 105 days after it was opened last", () => {
    expect(forecastHibernation(android("15"), rule)).toEqual({
      from: minutesLater(90 * oneDay),
      to: minutesLater(105 * oneDay),
    });
  });

  test("as early as if nobody had looked at it since it registered, and as late as if somebody did when it was heard from", () => {
    const heard = { ...android("15"), lastSeenAt: minutesLater(20 * oneDay) };
    expect(forecastHibernation(heard, rule)).toEqual({
      from: minutesLater(90 * oneDay),
      to: minutesLater(125 * oneDay),
    });
  });

  test("not before it was last heard from, for it was awake then", () => {
    const heard = { ...android("15"), lastSeenAt: minutesLater(100 * oneDay) };
    expect(forecastHibernation(heard, rule)?.from).toEqual(minutesLater(100 * oneDay));
  });

  test.each(["12", "12.1", "S", ""])("with version %j", (version) => {
    expect(forecastHibernation(android(version), rule)).toBeDefined();
  });

  test.each(["8.1.0", "11"])("but not with version %s", (version) => {
    expect(forecastHibernation(android(version), rule)).toBeUndefined();
  });
});

test("an iPhone puts no app to sleep for being unused", () => {
  const handset = { ...sampleDevice.handset, platform: "ios" as const, osVersion: "26.1" };
  expect(forecastHibernation({ ...sampleDevice, handset, lastSeenAt: start }, rule)).toBeUndefined();
});
