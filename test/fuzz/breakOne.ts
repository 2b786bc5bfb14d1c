import type { Random } from "../chaos/random.ts";

/** A value with one place in it that is wrong, and what was done to it there. */
interface Broken {
  readonly value: unknown;
  readonly what: string;
}

type Path = readonly (string | number)[];

/** Breaks a JSON value in one place: a member, an item, or the whole. */
export function breakOne(value: unknown, random: Random, marker: string): Broken {
  const path = random.pick(pathsIn(value));
  const [what, change] = random.pick(breakings(random, marker));
  const name = path.length === 0 ? "the whole" : path.join(".");
  return { value: changedAt(value, path, change), what: `${name}: ${what}` };
}

/** Stands for a member that is left out. */
const missing = Symbol("missing");

type Change = (before: unknown) => unknown;

function breakings(random: Random, marker: string): readonly (readonly [string, Change])[] {
  return [
    ["missing", () => missing],
    ["null", () => null],
    ["a number", () => random.pick([0, -1, 1.5, 2 ** 53, -(2 ** 53), 1e308, 8.64e12 + 1])],
    ["a text", () => random.pick([marker, "", " ", "0", `${marker}\u0000`, "true"])],
    ["a truth value", () => random.chance(0.5)],
    ["an empty list", () => []],
    ["an empty object", () => ({})],
    ["put into a list", (before) => [before]],
    ["put into an object", (before) => ({ [marker]: before, value: before })],
    ["too long", () => marker + "a".repeat(random.pick([300, 5000, 20_000]))],
    ["an unknown member", (before) => (isObject(before) ? { ...before, [marker]: marker } : { [marker]: 1 })],
    ["a platform's member", (before) => ({ ...Object(before), "@type": `${marker}.Int64`, value: "7" })],
    ["a lone surrogate", (before) => `${typeof before === "string" ? before.slice(0, 20) : marker}\ud800`],
    ["a null byte", (before) => `${typeof before === "string" ? before.slice(0, 20) : marker}\u0000b`],
    ["a path", () => random.pick(["..", ".", "a/b", "/", "__a__", `${marker}/../x`, "a//b"])],
    ["a prototype's name", (before) => withPrototypeName(before, random)],
    ["nested", () => nested(random.pick([10, 31, 40, 2000]))],
    ["very many", (before) => Array.from({ length: random.pick([21, 1000]) }, () => before)],
    ["twice", (before) => (Array.isArray(before) ? [...before, ...before] : [before, before])],
  ];
}

/** As JSON brings it: a member of its own that is called like what every object inherits. */
function withPrototypeName(before: unknown, random: Random): unknown {
  const name = random.pick(["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "toJSON"]);
  const parsed: unknown = JSON.parse(`{${JSON.stringify(name)}:{"isAdmin":true}}`);
  const base = isObject(before) ? { ...before } : {};
  return Object.defineProperty(base, name, { ...Object.getOwnPropertyDescriptor(parsed, name) });
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

function pathsIn(value: unknown, at: Path = []): Path[] {
  if (Array.isArray(value)) return [at, ...value.flatMap((item, i) => pathsIn(item, [...at, i]))];
  if (!isObject(value)) return [at];
  return [at, ...Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...at, name]))];
}

function changedAt(value: unknown, path: Path, change: Change): unknown {
  const [step, ...rest] = path;
  if (step === undefined) {
    const changed = change(value);
    return changed === missing ? undefined : changed;
  }
  if (Array.isArray(value))
    return value.flatMap((item, i) => (i === step ? present(changeBelow(item, rest, change)) : [item]));
  const members = Object.entries(Object(value)).flatMap(([name, member]) => {
    if (name !== step) return [[name, member]];
    return present(changeBelow(member, rest, change)).map((changed) => [name, changed]);
  });
  return Object.fromEntries(members);
}

function changeBelow(value: unknown, path: Path, change: Change): unknown {
  return path.length === 0 ? change(value) : changedAt(value, path, change);
}

function present(value: unknown): unknown[] {
  return value === missing ? [] : [value];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
