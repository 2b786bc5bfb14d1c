/**
 * What a failure is called, and its code or that of what caused it, where it has one; never its message, which may quote
 * what was stored or sent.
 */
export function causeOf(error: unknown): string {
  const { name, code, cause } = Object(error);
  const parts = [name, code ?? Object(cause).code];
  return parts.filter((part) => typeof part === "string" || typeof part === "number").join(":") || "unknown";
}
