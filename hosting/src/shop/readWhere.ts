import * as z from "zod/mini";

/** Which Firebase project to sign in to. */
export interface Where {
  readonly config: { readonly apiKey: string; readonly projectId: string; readonly authDomain?: string };
  /** On the local stack only. */
  readonly authEmulator?: string;
}

const Config = z.object({ apiKey: z.string(), projectId: z.string(), authDomain: z.optional(z.string()) });
const Local = z.object({ authEmulator: z.string() });

/** What reading needs. */
interface WherePorts {
  readonly fetch: typeof globalThis.fetch;
  readonly hostname: string;
}

/** Hosting says itself which project it is part of; the local stack also where its Auth is. Throws when that can't be had. */
export async function readWhere({ fetch, hostname }: WherePorts): Promise<Where> {
  const read = async (path: string) => (await fetch(path, { signal: AbortSignal.timeout(15_000) })).json();
  const { apiKey, projectId, authDomain } = Config.parse(await read("/__/firebase/init.json"));
  const config = { apiKey, projectId, ...(authDomain === undefined ? {} : { authDomain }) };
  if (hostname !== "127.0.0.1") return { config };
  return { config, ...Local.parse(await read("/local.json")) };
}
