import { IntlMessageFormat } from "intl-messageformat";

type Node = ReturnType<IntlMessageFormat["getAst"]>[number];

/** What a pattern asks for, in all of its branches; a choice has its keys. */
interface Placeholder {
  readonly name: string;
  readonly keys?: readonly string[];
}

/** Every placeholder of a pattern, in the order in which it stands there. */
export function placeholders(pattern: string): Placeholder[] {
  return within(new IntlMessageFormat(pattern, "en", undefined, { ignoreTag: true }).getAst());
}

/** The names of all placeholders in some patterns, each once. */
export function names(...patterns: readonly string[]): string[] {
  return [...new Set(patterns.flatMap(placeholders).map(({ name }) => name))].toSorted();
}

const literal = 0;

function within(nodes: readonly Node[]): Placeholder[] {
  return nodes.flatMap((node): Placeholder[] => {
    if (!("value" in node) || node.type === literal) return [];
    if (!("options" in node)) return [{ name: node.value }];
    const branches = Object.entries(node.options);
    const inside = branches.flatMap(([, { value }]) => within(value));
    return [{ name: node.value, keys: branches.map(([key]) => key) }, ...inside];
  });
}
