/** Makes a value at its first use, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Asks at most once in `maxAge` milliseconds; calls in between get the last answer. A failed one is asked again. */
export function remember<T>(maxAge: number, ask: () => Promise<T>): () => Promise<T> {
  let last: { at: number; answer: Promise<T> } | undefined;
  return () => {
    if (last && Date.now() - last.at < maxAge) return last.answer;
    const asked = { at: Date.now(), answer: ask() };
    asked.answer.catch(() => {
      if (last === asked) last = undefined;
    });
    last = asked;
    return asked.answer;
  };
}
