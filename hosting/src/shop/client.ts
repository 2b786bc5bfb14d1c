import type * as z from "zod/mini";
import { type Answer, problemOf, readAnswer } from "./answer.ts";
import { ClearanceProof, ClearanceView } from "./clearanceView.ts";
import type { Given } from "./given.ts";

/** The routes that a clerk's page calls. No call throws; each ends after a while, or when the page gives up on it. */
export interface Client {
  open(requestId: string, given: Given): Promise<Answer<ClearanceView>>;
  read(clearanceId: string, until: AbortSignal): Promise<Answer<ClearanceView>>;
  pull(clearanceId: string): Promise<Answer<ClearanceView>>;
  initialise(clearanceId: string): Promise<Answer<ClearanceView>>;
  prove(clearanceId: string, shown: string): Promise<Answer<ClearanceProof>>;
}

/** What a client needs: a way to the service and a fresh ID token, which may have to be fetched. */
interface ClientPorts {
  readonly fetch: typeof globalThis.fetch;
  readonly token: () => Promise<string>;
}

/** How long a request may take, milliseconds: a slow line gets its answer, a dead one is told of. */
const patience = 15_000;

/** A client of the service that serves the page. */
export function createClient(ports: ClientPorts): Client {
  const at = (id: string, rest = "") => `/v1/clearances/${encodeURIComponent(id)}${rest}`;
  const post = <T>(path: string, body: object, shape: z.ZodMiniType<T>) => send(ports, { path, body, shape });
  return {
    open: (requestId, given) => post("/v1/clearances", { requestId, ...given }, ClearanceView),
    read: (id, until) => send(ports, { path: at(id), shape: ClearanceView, until }),
    pull: (id) => post(at(id, "/pulls"), {}, ClearanceView),
    initialise: (id) => post(at(id, "/initialisations"), {}, ClearanceView),
    prove: (id, shown) => post(at(id, "/proofs"), { phone: { shown } }, ClearanceProof),
  };
}

interface Sent<T> {
  readonly path: string;
  readonly body?: object;
  readonly shape: z.ZodMiniType<T>;
  readonly until?: AbortSignal;
}

async function send<T>(
  { fetch, token }: ClientPorts,
  { path, body, shape, until }: Sent<T>,
): Promise<Answer<T>> {
  const late = AbortSignal.timeout(patience);
  try {
    const response = await fetch(path, {
      method: body ? "POST" : "GET",
      headers: { authorization: `Bearer ${await token()}`, "content-type": "application/json" },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: until ? either(late, until) : late,
      cache: "no-store",
    });
    return await readAnswer(response, shape);
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** Ends as soon as one of the two does. The browser's own way (`AbortSignal.any`) is younger than some of the browsers here. */
function either(...signals: readonly AbortSignal[]): AbortSignal {
  const both = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) both.abort(signal.reason);
    signal.addEventListener("abort", () => both.abort(signal.reason), { once: true });
  }
  return both.signal;
}
