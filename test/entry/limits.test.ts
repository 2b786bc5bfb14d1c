import { describe, expect, test } from "vitest";
import { limits } from "../../functions/src/domain/limit.ts";
import { parseLimits, parseOrigins, parseProxies } from "../../functions/src/entry/limits.ts";

const setting = (value: string) => ({ name: "THE_SETTING", value: () => value });

describe("limits", () => {
  test("are the built-in ones where nothing is said", () => {
    expect(parseLimits(setting(""))).toEqual(limits);
  });

  test("are changed by name, the others stay", () => {
    const parsed = parseLimits(setting("sessionsPerCard 5 in PT10M; reportsPerPartner 100 in PT1S;"));
    expect(parsed.sessionsPerCard).toEqual({ count: 5, window: 600_000, shards: 1 });
    expect(parsed.reportsPerPartner).toEqual({ count: 100, window: 1000, shards: 20 });
    expect(parsed.readsPerHolder).toEqual(limits.readsPerHolder);
  });

  test.each([
    "callsPerMoon 5 in PT1H",
    "constructor 5 in PT1H",
    "sessionsPerCard 0 in PT1H",
    "sessionsPerCard -1 in PT1H",
    "sessionsPerCard 5",
    "sessionsPerCard 5 in an hour",
    "sessionsPerCard 5 in PT0S",
    "reportsPerPartner 5 in PT1H",
  ])("that can't be right (%s) stop the function by the setting's name", (text) => {
    expect(() => parseLimits(setting(text))).toThrow(/THE_SETTING/);
  });
});

describe("origins", () => {
  test("are none unless named", () => {
    expect(parseOrigins(setting(""))).toEqual([]);
    expect(parseOrigins(setting("https://a.example, http://localhost:5000"))).toEqual([
      "https://a.example",
      "http://localhost:5000",
    ]);
  });

  test.each(["*", "https://a.example/", "https://a.example/page", "a.example", "null"])(
    "are never %s",
    (text) => {
      expect(() => parseOrigins(setting(text))).toThrow(/THE_SETTING/);
    },
  );
});

test.each(["151.101.0.0", "151.101.0.0/33", "2a04::/129", "example.com/8", "151.101.0.0/-1"])(
  "a proxy's network is never %s",
  (text) => {
    expect(() => parseProxies(setting(text))).toThrow(/THE_SETTING/);
  },
);
