import { z } from "zod";
import type { StackAddresses } from "../stack/addresses.ts";
import type { PhoneView } from "../stack/phones/phoneView.ts";

const Sent = z.object({
  delivered: z.boolean(),
  message: z.object({ data: z.record(z.string(), z.string()) }),
});

/** What FCM accepted for a phone's push target, oldest first. */
export async function messagesTo(
  { fcm }: StackAddresses,
  { pushTarget }: PhoneView,
): Promise<readonly z.infer<typeof Sent>[]> {
  const value = encodeURIComponent(pushTarget?.value ?? "");
  const response = await fetch(`${fcm.control}/messages?value=${value}`);
  return z.array(Sent).parse(await response.json());
}
