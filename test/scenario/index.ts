import type { Scenario } from "../stack/scenario.ts";
import { crashAfterRevocation } from "./crashAfterRevocation.ts";
import { replacePhone } from "./replacePhone.ts";
import { wrongInput } from "./wrongInput.ts";

/** Every scenario, in the order in which they are played. */
export const scenarios: readonly Scenario[] = [replacePhone, crashAfterRevocation, wrongInput];
