import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import type { Random } from "../chaos/random.ts";
import type { Crafted } from "./craft.ts";
import type { Framing, WireRequest } from "./wire.ts";

interface Chance {
  readonly random: Random;
  readonly marker: string;
}

/** Bytes, and the headers that tell of them. */
type Odd = readonly [what: string, bytes: Uint8Array, headers?: Readonly<Record<string, string>>];

/** The request with another body: no JSON, cut off, compressed, under another name, or of another length than it says. */
export function oddBody(request: WireRequest, { random, marker }: Chance): Crafted {
  const right = Buffer.from(request.body ?? `{"data":{"note":"${marker}"}}`);
  if (random.chance(0.25)) {
    const framing = random.pick<Framing>([
      "chunked",
      "chunked",
      "tooShort",
      "tooLong",
      "noEnd",
      "both",
      "noNumber",
    ]);
    return { request: { ...request, body: right, framing }, oddities: [`framing ${framing}`] };
  }
  const [what, body, more = {}] = random.pick(oddBodies(right, random, marker));
  const others = request.headers.filter(([name]) => !(name in more));
  const type = "content-type" in more ? [] : [["content-type", "application/json"] as const];
  const headers = [...others.filter(([name]) => name !== "content-type"), ...type, ...Object.entries(more)];
  return { request: { ...request, headers, body }, oddities: [what] };
}

function oddBodies(right: Buffer, random: Random, marker: string): readonly Odd[] {
  const noise = Uint8Array.from({ length: random.whole(1, 3000) }, () => random.whole(0, 255));
  const cut = right.subarray(0, random.whole(0, right.length));
  const text = (body: string) => Buffer.from(body);
  return [
    ["noise", noise],
    ["noise without a type", noise, { "content-type": "" }],
    ["cut off", cut],
    ["nothing", text("")],
    ["not UTF-8", Buffer.concat([text(`{"${marker}":"`), Buffer.from([0xc3, 0x28, 0xff]), text('"}')])],
    ["a byte order mark", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), right])],
    ["UTF-16", Buffer.from(right.toString("utf8"), "utf16le")],
    ["twice the same", Buffer.concat([right, right])],
    [
      "a name twice",
      text(`{"data":{},"data":{"${marker}":1},"application":"a.b.c","application":"${marker}"}`),
    ],
    ["numbers beyond numbers", text(`{"data":1e999,"${marker}":-1e-999}`)],
    ["brackets 20,000 deep", text("[".repeat(20_000))],
    ["a comment", text(`/* ${marker} */ {}`)],
    ["a body too large", text(JSON.stringify({ data: marker + "a".repeat(70_000) }))],
    ["65,536 bytes of quotes", text('"'.repeat(65_536))],
    ...compressed(right, cut),
    ...underOtherNames(right, marker),
  ];
}

function compressed(right: Buffer, cut: Buffer): readonly Odd[] {
  const gzip = gzipSync(right);
  return [
    ["gzip", gzip, { "content-encoding": "gzip" }],
    ["gzip cut off", gzip.subarray(0, Math.ceil(gzip.length / 2)), { "content-encoding": "gzip" }],
    ["gzip that is none", right, { "content-encoding": "gzip" }],
    ["deflate", deflateSync(right), { "content-encoding": "deflate" }],
    ["brotli cut off", brotliCompressSync(right).subarray(0, 9), { "content-encoding": "br" }],
    ["an encoding that doesn't exist", cut, { "content-encoding": "squeeze" }],
    ["a megabyte in a kilobyte", gzipSync(Buffer.alloc(1_000_000, 0x20)), { "content-encoding": "gzip" }],
    ["gzip of a text", gzip, { "content-encoding": "gzip", "content-type": "text/plain" }],
  ];
}

function underOtherNames(right: Buffer, marker: string): readonly Odd[] {
  const named = (type: string, body: Uint8Array = right): Odd => [
    `called ${type}`,
    body,
    { "content-type": type },
  ];
  const pairs = Array.from({ length: 1500 }, (_, i) => `${marker}${i}=1`).join("&");
  return [
    named("text/plain"),
    named("text/plain; charset=klingon"),
    named("application/json; charset=utf-16"),
    named("application/json; charset=klingon"),
    named("application/jsonp"),
    named("Application/JSON ; x=y"),
    named("application/problem+json"),
    named(`application/${marker}`),
    named("multipart/form-data"),
    named("multipart/form-data; boundary=x", Buffer.from(`--x\r\n${marker}\r\n--x--`)),
    named("application/x-www-form-urlencoded", Buffer.from(`data=${marker}&application=a.b.c`)),
    named(
      "application/x-www-form-urlencoded",
      Buffer.from(`data[a][b][c][d][e][f][g]=${marker}&data[__proto__][x]=1`),
    ),
    named("application/x-www-form-urlencoded", Buffer.from(pairs)),
    named("application/x-www-form-urlencoded; charset=klingon", Buffer.from(`%zz=${marker}`)),
    named("application/protobuf"),
    named(";;;"),
    named("*/*"),
  ];
}
