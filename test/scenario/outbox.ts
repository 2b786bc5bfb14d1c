import { z } from "zod";
import type { StackAddresses } from "../stack/addresses.ts";
import { awaitUntil } from "./insist.ts";

const Mails = z.array(z.object({ to: z.string(), subject: z.string(), text: z.string(), state: z.string() }));

/** A mail that the service left to be sent, and what became of it. */
type MailSeen = z.output<typeof Mails>[number];

/** Every mail to an address. */
export async function mailsTo({ outbox }: StackAddresses, address: string): Promise<readonly MailSeen[]> {
  const mails = Mails.parse(await (await fetch(`${outbox.url}/mails`)).json());
  return mails.filter(({ to }) => to === address);
}

/** Waits until a mail with this subject was sent to an address. */
export async function awaitMail(
  addresses: StackAddresses,
  address: string,
  subject: string,
): Promise<MailSeen> {
  const look = async () => (await mailsTo(addresses, address)).filter((mail) => mail.subject === subject);
  const isThere = (seen: readonly MailSeen[]) => seen.some(({ state }) => state === "SUCCESS");
  const [mail] = await awaitUntil(`a mail came: ${subject}`, { look, isThere });
  if (!mail) throw new Error("no mail is there although one was seen");
  return mail;
}
