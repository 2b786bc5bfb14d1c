import { commandIdOf, type Wipe } from "../../../functions/src/domain/wipe.ts";
import type { SignCommand } from "../../../functions/src/flow/ports.ts";

/** A signer that keeps what it signs: the commands that an answer hands out. */
export function handedOut(): { readonly commands: readonly Wipe[]; readonly signCommand: SignCommand } {
  const commands: Wipe[] = [];
  const signCommand: SignCommand = async (wipe) => {
    commands.push(wipe);
    return commandIdOf(wipe);
  };
  return { commands, signCommand };
}
