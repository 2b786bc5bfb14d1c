/** What a failure is called, and its code where it has one; never its message, which may quote what was stored. */
export function causeOf(error: unknown): string {
  const { name, code } = Object(error);
  return (
    [name, code].filter((part) => typeof part === "string" || typeof part === "number").join(":") || "unknown"
  );
}
