import { z } from "zod";

const Value = z.object({ value: z.record(z.string(), z.unknown()), count: z.union([z.int(), z.string()]) });

/** One expression of the rules as the emulator's coverage report has it, with those that it is made of. */
interface Expression {
  readonly sourcePosition: { readonly currentOffset?: number | undefined; readonly endOffset: number };
  readonly values?: readonly z.infer<typeof Value>[] | undefined;
  readonly children?: readonly Expression[] | undefined;
}
const Expression: z.ZodType<Expression> = z.object({
  sourcePosition: z.object({ currentOffset: z.int().optional(), endOffset: z.int() }),
  values: z.array(Value).optional(),
  get children() {
    return z.array(Expression).optional();
  },
});

/** What the Firestore emulator answers at `:ruleCoverage`. */
export const Report = z.object({ report: z.array(Expression).min(1) });

/** An expression, and what it came to while the tests ran: `true`, `false`, `value`, or `undefined` for an error. */
export interface Covered {
  readonly text: string;
  readonly outcomes: ReadonlySet<string>;
  readonly isCondition: boolean;
}

/** Every expression of the rules with its text and its outcomes. */
export function expressionsOf({ report }: z.infer<typeof Report>, rules: string): readonly Covered[] {
  return report.flatMap((expression) => covered(expression, rules));
}

function covered({ sourcePosition, values = [], children = [] }: Expression, rules: string): Covered[] {
  const { currentOffset = 0, endOffset } = sourcePosition;
  const text = rules.slice(currentOffset, endOffset + 1);
  const outcomes = new Set(values.map(({ value }) => outcomeOf(value)));
  const isCondition = outcomes.has("true") || outcomes.has("false");
  return [{ text, outcomes, isCondition }, ...children.flatMap((child) => covered(child, rules))];
}

function outcomeOf(value: Readonly<Record<string, unknown>>): string {
  if ("boolValue" in value) return String(value.boolValue);
  return "undefined" in value ? "undefined" : "value";
}
