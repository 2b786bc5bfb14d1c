import { type BlockList, isIP, isIPv6 } from "node:net";

/**
 * Whose address a request is counted under. Each proxy appends to X-Forwarded-For whom it took the request from, so the
 * right end is Google's word and the left end whatever the client wrote: read from the right, past the proxies that are
 * ours, to the first address that isn't. An IPv6 address counts by its /64, which one household has for itself.
 */
export function clientAddress(
  { forwardedFor, peer }: { forwardedFor: string | undefined; peer: string | undefined },
  ours: BlockList,
): string {
  const hops = [...(forwardedFor?.split(",") ?? []), ...(forwardedFor ? [] : [peer ?? ""])];
  let seen = "unknown";
  for (const hop of hops.reverse().map((text) => text.trim())) {
    if (isIP(hop) === 0) return seen;
    seen = network(hop);
    if (!ours.check(hop.replace(zone, ""), isIPv6(hop) ? "ipv6" : "ipv4")) return seen;
  }
  return seen;
}

/** What an address on a link of its own has behind it (RFC 4007). */
const zone = /%.*$/;

/** An IPv4 address as it is, also where it is written as IPv6 (RFC 4291 section 2.5.5.2); an IPv6 address as its /64. */
function network(address: string): string {
  if (!isIPv6(address)) return address;
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (!isMapped)
    return `${groups
      .slice(0, 4)
      .map((group) => group.toString(16))
      .join(":")}::/64`;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join(".");
}

/** The eight groups of an IPv6 address; a URL brings every way of writing one to the same (RFC 5952). */
function groupsOf(address: string): readonly number[] {
  const { hostname } = new URL(`http://[${address.replace(zone, "")}]`);
  const [head = "", tail] = hostname.slice(1, -1).split("::");
  const [before, after] = [head, tail ?? ""].map((part) =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16)),
  );
  const [left = [], right = []] = [before, after];
  return [...left, ...new Array<number>(8 - left.length - right.length).fill(0), ...right];
}
