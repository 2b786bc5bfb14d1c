import { resolve } from "node:path";

/** The repository's top folder. */
export const root: string = resolve(import.meta.dirname, "../..");

/** The project id: `demo-` keeps every Firebase tool from reaching for a real project. */
export const projectId = "demo-katazuke";

/** Where the functions are deployed, and where the emulator pretends they are. */
export const region = "asia-northeast1";
