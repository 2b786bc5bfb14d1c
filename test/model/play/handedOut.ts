import type { Commanded } from "../../../functions/src/domain/commanded.ts";
import { commandIdOf, type Wipe } from "../../../functions/src/domain/wipe.ts";
import type { SignCommand } from "../../../functions/src/flow/ports.ts";

/** A signer that keeps what it signs: the commands that an answer hands out. */
export function handedOut(): { readonly commands: readonly Wipe[]; readonly signCommand: SignCommand } {
  const commands: Wipe[] = [];
  const signCommand: SignCommand = async (commanded) => {
    commands.push(asSigned(commanded));
    return commandIdOf(commanded.wipe);
  };
  return { commands, signCommand };
}

/** A wipe as its phone reads it: with what the command names and nothing else. */
export function asSigned({ wipe, stopped }: Commanded): Wipe {
  return { ...wipe, certificates: stopped };
}
