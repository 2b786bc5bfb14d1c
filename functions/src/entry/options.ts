import { setGlobalOptions } from "firebase-functions";
import { keepBodiesUnparsed, readTheirOwn } from "./ownBodies.ts";
import { region } from "./region.ts";

/** Imported before any function is defined: options set later are silently ignored for modules that are exported from. */
setGlobalOptions({ region, maxInstances: 50, memory: "512MiB", concurrency: 40, cpu: 1 });

// Each function has a process of its own, which FUNCTION_TARGET names.
if (readTheirOwn.includes(process.env.FUNCTION_TARGET ?? "")) keepBodiesUnparsed();
