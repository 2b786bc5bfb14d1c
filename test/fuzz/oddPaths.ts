import type { Random } from "../chaos/random.ts";
import type { Crafted } from "./craft.ts";
import type { Target } from "./endpoints.ts";
import type { WireRequest } from "./wire.ts";

/**
 * The request under another method, or with a path that is nearly its own. Percent signs that can't be decoded are not
 * among them, nor, for callables, any at all, nor semicolons: the emulator's own router turns those down before anything of ours, which
 * test/entry/http/app.test.ts has by itself.
 */
export function oddPath(
  request: WireRequest,
  target: Target,
  { random, marker }: { random: Random; marker: string },
): Crafted {
  if (random.chance(0.4)) {
    const method = random.pick(methods);
    return { request: { ...request, method }, oddities: [`method ${method}`] };
  }
  const others = paths(request.path, marker).filter((path) => !target.isCallable || !/[%\\;]/.test(path));
  const path = random.pick(target.path.includes(":") ? [...ids(marker, target), ...others] : others);
  return { request: { ...request, path }, oddities: [`path ${path.slice(0, 100)}`] };
}

const methods = [
  "GET",
  "HEAD",
  "PUT",
  "POST",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "PROPFIND",
  "QUERY",
  "TRACE",
  "post",
  "KATA",
];

function paths(path: string, marker: string): readonly string[] {
  return [
    `${path}/`,
    `${path}/${marker}`,
    `${path}?name=${marker}&name=2&__proto__[x]=1`,
    `${path}?${"a[".repeat(500)}`,
    `${path};v=${marker}`,
    `${path}#${marker}`,
    `${path}/../${marker}`,
    `${path}%2f${marker}`,
    `${path}%2F..%2F..%2Fetc%2Fpasswd`,
    `${path}%00`,
    `${path}%c3%a9${marker}`,
    `${path}/%2e%2e/%2e%2e/nothing`,
    `${path}\\..\\${marker}`,
    `//${marker}.example${path}`,
    `${path.toUpperCase()}`,
    `${path}/${"a".repeat(8000)}`,
    `/v1/${marker}`,
    `/v2/sessions`,
    `/.env`,
    "/",
  ];
}

function ids(marker: string, { path }: Target): readonly string[] {
  const texts = [
    marker,
    "0".repeat(64),
    "0".repeat(63),
    "a".repeat(10_000),
    "%00",
    "..",
    "%2e%2e",
    "__proto__",
    "__a__",
    "a%2Fb%2Fc",
    "%F0%9F%A7%B9",
    "C0FFEE01".repeat(8),
    `${"0".repeat(64)}%0a`,
    "constructor",
  ];
  return texts.map((text) => path.replace(/:\w+/, () => text));
}
