import type { Random } from "../chaos/random.ts";
import { SchemaNode } from "./schemaNode.ts";

/** What is put into a made-up message besides chance. */
export interface Filling {
  readonly random: Random;
  /** Values by the name of their member: what is true of whoever sends the message. */
  readonly known: Readonly<Record<string, unknown>>;
  /** How often a known value is taken, 0 to 1; otherwise one is made up that has the right form and is wrong. */
  readonly faith: number;
  /** Planted wherever a text leaves room for it. */
  readonly marker: string;
}

/** A value in a schema's form, with its edges; `name` is the member it is for. Throws for a pattern that no sample fits. */
export function fromSchema(node: SchemaNode, filling: Filling, name = ""): unknown {
  const { random, known, faith } = filling;
  if (Object.hasOwn(known, name) && random.chance(faith)) return known[name];
  const choices = node.anyOf ?? node.oneOf;
  if (choices) return fromSchema(SchemaNode.parse(random.pick(choices)), filling, name);
  if (node.const !== undefined) return node.const;
  if (node.enum) return random.pick(node.enum);
  if (node.type === "object") return someObject(node, filling);
  if (node.type === "array") return someArray(node, filling, name);
  if (node.type === "integer" || node.type === "number") return someNumber(node, random);
  if (node.type === "null") return null;
  if (node.type === "boolean") return random.chance(0.5);
  return someText(node, filling);
}

function someObject({ properties, required }: SchemaNode, filling: Filling): object {
  const chosen = Object.entries(properties).filter(
    ([name]) => required.includes(name) || filling.random.chance(0.5),
  );
  return Object.fromEntries(
    chosen.map(([name, node]) => [name, fromSchema(SchemaNode.parse(node), filling, name)]),
  );
}

function someArray({ items, minItems, maxItems = minItems + 3 }: SchemaNode, filling: Filling, name: string) {
  const node = SchemaNode.parse(items);
  const length = filling.random.whole(minItems, Math.min(maxItems, minItems + 3));
  return Array.from({ length }, (_, i) => fromSchema(node, filling, `${name}[${i}]`));
}

function someNumber(
  { minimum, exclusiveMinimum, maximum = Number.MAX_SAFE_INTEGER }: SchemaNode,
  random: Random,
) {
  const least = minimum ?? (exclusiveMinimum === undefined ? Number.MIN_SAFE_INTEGER : exclusiveMinimum + 1);
  return random.pick([least, maximum, random.whole(Math.max(least, 1), Math.min(maximum, 5000))]);
}

function someText(
  { pattern, format, minLength, maxLength = 200 }: SchemaNode,
  { random, marker }: Filling,
): string {
  if (format !== undefined || pattern !== undefined) return formed(format, pattern, random);
  const long = `${marker}.${"漢字Zz9".repeat(Math.ceil(maxLength / 5))}`;
  const length = random.pick([minLength, maxLength, random.whole(minLength, Math.min(maxLength, 64))]);
  return long.slice(0, Math.max(minLength, length));
}

/** Two for each form that the contract knows; a new form needs one here, and says so. */
const samples = [
  "https://service.example",
  "https://example.com/%00?q=1#f",
  "0".repeat(64),
  "c0ffee01".repeat(8),
  "A".repeat(43),
  "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
  "e30.e30.AA",
  "a.b.c",
  "Jm4xV0q8T2nLs6Yd1RkPzW7c.1",
  "no-such-wipe.999999",
  "no-such-partner",
  "AAAA",
  "6985",
  "9000",
  "4821",
  "hanako@example.jp",
  "a+b@mail.example",
  "+819012345678",
  "+1234567",
  "048213",
  "000000",
  "2024-02-29",
  "2027-03-14",
];

function formed(format: string | undefined, pattern: string | undefined, random: Random): string {
  const form = pattern === undefined ? undefined : new RegExp(pattern);
  const fitting = samples.filter((one) => (form ? form.test(one) : format === "uri" && URL.canParse(one)));
  if (fitting.length > 0) return random.pick(fitting);
  throw new Error(`test/fuzz/fromSchema.ts has no sample for ${pattern ?? format}: add one`);
}
