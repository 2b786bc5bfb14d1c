import { FetchCommands } from "../../contract/fetchCommands.ts";
import { isRefused } from "../../domain/refusal.ts";
import { fetchCommands as fetchOpen } from "../../flow/fetchCommands.ts";
import { callable } from "../callable.ts";
import { secrets } from "../params.ts";
import { services } from "../services.ts";

/** Hands its open command to a phone that asks; the device's own signature is what counts, nobody has to be signed in. */
export const fetchCommands = callable(
  FetchCommands,
  async ({ request }) => {
    const { commandRequests, store, signCommand, schedule, clock, chance } = services;
    const commands = await fetchOpen(request, {
      commandRequests: commandRequests(),
      transact: store().transact,
      signCommand: signCommand(),
      schedule: schedule(),
      clock,
      chance,
    });
    return isRefused(commands) ? commands : { commands };
  },
  { secrets: [secrets.commandSigningKey], failures: ["device_unknown"] },
);
