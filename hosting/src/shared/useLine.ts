import { useEffect, useState } from "preact/hooks";

/** Whether the browser has a connection; a line that leads nowhere it takes for one, which requests find out. */
export function useLine(): boolean {
  const [isThere, setThere] = useState(() => navigator.onLine);
  useEffect(() => {
    const gone = new AbortController();
    const look = () => setThere(navigator.onLine);
    for (const change of ["online", "offline"]) addEventListener(change, look, { signal: gone.signal });
    return () => gone.abort();
  }, []);
  return isThere;
}
