/** The JSON value of one line of output, or undefined when the line isn't JSON. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
