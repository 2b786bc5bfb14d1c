import type { Random } from "../chaos/random.ts";
import type { Crafted } from "./craft.ts";
import type { WireRequest } from "./wire.ts";

type Headers = WireRequest["headers"];

/** The request with one to three headers that are odd: in the place of what it had under that name, or besides. */
export function oddHeaders(
  request: WireRequest,
  { random, marker }: { random: Random; marker: string },
): Crafted {
  const odd = Array.from({ length: random.whole(1, 3) }, () => random.pick(oddities(marker, random)));
  const isTwice = random.chance(0.2);
  const names = new Set(odd.map(([name]) => name));
  const kept = isTwice ? request.headers : request.headers.filter(([name]) => !names.has(name));
  const words = odd.map(([name, value]) => `header ${name}: ${value.slice(0, 60)}`);
  return { request: { ...request, headers: [...kept, ...odd] }, oddities: words };
}

function oddities(marker: string, random: Random): Headers {
  const part = (json: unknown) => Buffer.from(JSON.stringify(json)).toString("base64url");
  return [
    ...authorizations(marker, part),
    ["x-firebase-appcheck", ""],
    ["x-firebase-appcheck", marker],
    ["x-firebase-appcheck", `${part({ alg: "none" })}.${part([marker])}.`],
    ["x-firebase-appcheck", `${part({ alg: "none" })}.${part(null)}.`],
    ["firebase-instance-id-token", marker],
    ["content-type", `application/json; name="${marker}"`],
    ["content-type", "text/html"],
    ["accept", "text/event-stream"],
    ["accept", "text/html"],
    ["accept", `application/${marker};q=2`],
    ["accept-encoding", "gzip;q=0, identity;q=0"],
    ["idempotency-key", marker],
    ["idempotency-key", marker.repeat(50)],
    ["x-forwarded-for", `${marker}, , 1.2.3.4`],
    ["x-forwarded-for", "999.1.1.1, ::ffff:1.2.3.4, fe80::1%eth0, [::1]:80, 127.0.0.1"],
    ["x-forwarded-for", Array.from({ length: 300 }, () => "10.0.0.1").join(",")],
    ["x-forwarded-for", "::"],
    ["x-forwarded-host", `${marker}.example`],
    ["x-forwarded-proto", "gopher"],
    ["forwarded", `for="${marker}"`],
    ["origin", "https://pages.katazuke.example"],
    ["origin", `https://${marker}.example`],
    ["origin", "null"],
    ["access-control-request-method", "DELETE"],
    ["cookie", `session=${marker}; __session=${marker}`],
    ["if-none-match", "*"],
    ["if-modified-since", marker],
    ["range", "bytes=0-1"],
    ["x-http-method-override", "DELETE"],
    ["traceparent", `00-${marker}-00f067aa0ba902b7-01`],
    ["x-cloud-trace-context", `${marker}/1;o=1`],
    ["referer", `https://${marker}.example/?name=${marker}`],
    ["user-agent", marker],
    [`x-${marker}`, marker],
    ["x-high", Array.from({ length: 20 }, () => String.fromCharCode(random.whole(0x80, 0xff))).join("")],
    ["x-long", "a".repeat(random.pick([1000, 12_000, 20_000]))],
    ["__proto__", marker],
    ["constructor", marker],
    ["priority", "u=9"],
  ];
}

/**
 * None of these has another holder in it, or a text for its claims: the emulators decode tokens without verifying them, and
 * take such ones, or log them; a deployment verifies, and what would be found isn't ours.
 */
function authorizations(marker: string, part: (json: unknown) => string): Headers {
  return [
    ["authorization", ""],
    ["authorization", marker],
    ["authorization", "Bearer"],
    ["authorization", `Bearer ${marker}`],
    ["authorization", `bearer ${marker} ${marker}`],
    ["authorization", `Basic ${Buffer.from(`${marker}:secret`).toString("base64")}`],
    ["authorization", `Bearer ${part({ alg: "none" })}.${part({})}.`],
    ["authorization", `Bearer ${part({ alg: "none" })}.${part(null)}.`],
    ["authorization", `Digest username="${marker}"`],
  ];
}
