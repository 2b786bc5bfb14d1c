import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";

const Message = z.object({
  at: z.iso.datetime(),
  message: z.object({ data: z.record(z.string(), z.string()).optional() }),
});

const longestWait = 60_000;

/**
 * When FCM accepted the first command to a target, milliseconds since 1970; throws when it didn't within a minute. A phone may have
 * been sent a notice before: that another of its holder's phones was revoked.
 */
export async function commandAcceptedAt(control: string, target: string): Promise<number> {
  const deadline = Date.now() + longestWait;
  while (Date.now() < deadline) {
    const response = await fetch(`${control}/messages?value=${encodeURIComponent(target)}`);
    const messages = z.array(Message).parse(await response.json());
    const first = messages.find(({ message }) => message.data?.command !== undefined);
    if (first) return new Date(first.at).getTime();
    await pause(50);
  }
  throw new Error("FCM accepted no command within a minute");
}
