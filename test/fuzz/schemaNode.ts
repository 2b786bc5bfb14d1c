import { z } from "zod";

/** The part of JSON Schema (2020-12) that the contract's messages are written in. */
export const SchemaNode = z.looseObject({
  type: z.string().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
  items: z.unknown().optional(),
  minItems: z.int().default(0),
  maxItems: z.int().optional(),
  minLength: z.int().default(0),
  maxLength: z.int().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  pattern: z.string().optional(),
  format: z.string().optional(),
});
export type SchemaNode = z.output<typeof SchemaNode>;

const nodes = new WeakMap<z.ZodType, SchemaNode>();

/** A contract schema as JSON Schema, as a caller would write to it. */
export function nodeOf(schema: z.ZodType): SchemaNode {
  const node = nodes.get(schema) ?? SchemaNode.parse(z.toJSONSchema(schema, { io: "input" }));
  nodes.set(schema, node);
  return node;
}
