import { auditCommands } from "./auditCommands.ts";
import type { Command } from "./command.ts";
import { partnerCommands } from "./partnerCommands.ts";
import { registryCommands } from "./registryCommands.ts";
import { shopCommands } from "./shopCommands.ts";
import { staffCommands } from "./staffCommands.ts";

/** Everything that `npm run admin` can do. */
export const commands: readonly Command[] = [
  ...staffCommands,
  ...shopCommands,
  ...partnerCommands,
  ...registryCommands,
  ...auditCommands,
];
