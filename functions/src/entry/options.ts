import { setGlobalOptions } from "firebase-functions";
import { region } from "./region.ts";

/** Imported before any function is defined: options set later are silently ignored for modules that are exported from. */
setGlobalOptions({ region, maxInstances: 50, memory: "512MiB", concurrency: 40, cpu: 1 });
