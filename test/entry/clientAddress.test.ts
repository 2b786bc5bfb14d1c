import { expect, test } from "vitest";
import { clientAddress } from "../../functions/src/entry/clientAddress.ts";
import { parseProxies } from "../../functions/src/entry/limits.ts";

const hosting = "151.101.2.3";
const proxies = parseProxies({ name: "TRUSTED_PROXIES", value: () => "151.101.0.0/16, 2a04:4e42::/32" });
const of = (forwardedFor: string | undefined, peer = "169.254.1.1") =>
  clientAddress({ forwardedFor, peer }, proxies);

test.each([
  ["straight to the function", "203.0.113.7", "203.0.113.7"],
  ["through Hosting", `203.0.113.7, ${hosting}`, "203.0.113.7"],
  ["through Hosting's shield as well", `203.0.113.7, ${hosting},151.101.9.9`, "203.0.113.7"],
  ["through Hosting over IPv6", "2001:db8:1:2:3:4:5:6, 2a04:4e42::77", "2001:db8:1:2::/64"],
  ["with a hop inside of Google's at the end", "203.0.113.7, 169.254.1.1", "203.0.113.7"],
  ["with an IPv4 address written as IPv6", "::ffff:203.0.113.7", "203.0.113.7"],
])("a client that comes %s is known by its own address", (_way, forwardedFor, address) => {
  expect(of(forwardedFor)).toBe(address);
});

test.each([
  ["another client's address", "198.51.100.1, 203.0.113.7"],
  ["Hosting's address", `198.51.100.1, ${hosting}, 203.0.113.7`],
  ["an inner address", "10.0.0.1, 203.0.113.7"],
  ["nonsense", "'; drop, 203.0.113.7"],
  ["nonsense before Hosting", `nonsense, 203.0.113.7, ${hosting}`],
])(
  "a client that writes %s into the header itself is known by its own all the same",
  (_what, forwardedFor) => {
    expect(of(forwardedFor)).toBe("203.0.113.7");
  },
);

test("two addresses of one household are one, those of two households aren't", () => {
  expect(of("2001:db8:1:2::1")).toBe(of("2001:DB8:1:2:ffff:0:0:1"));
  expect(of("2001:db8:1:2::1")).not.toBe(of("2001:db8:1:3::1"));
});

test("without the header the connection's other end counts, with nothing at all one name for everybody", () => {
  expect(of(undefined, "203.0.113.9")).toBe("203.0.113.9");
  expect(of(undefined, "127.0.0.1")).toBe("127.0.0.1");
  expect(clientAddress({ forwardedFor: undefined, peer: undefined }, proxies)).toBe("unknown");
  expect(of("nonsense")).toBe("unknown");
});

test("where only proxies are named, the furthest of them counts", () => {
  expect(of(hosting)).toBe(hosting);
  expect(of("::1")).toBe("0:0:0:0::/64");
});
