import { type Channel, type Contact, messageChannels } from "./contact.ts";

/** What the order of a message's channels depends on, besides the holder. */
interface Chained {
  /** Whether the holder is owed it: then the channels that the holder left out follow. */
  readonly isLegal: boolean;
  /** The channel that an earlier try had gone on to. */
  readonly trying: Channel | undefined;
  /** Whether it goes by mail besides push. */
  readonly alsoByMail: boolean;
}

/**
 * The channels of a message, in the order in which they are tried. A try that takes over begins where the one before had got to, so
 * that what a channel took unseen is repeated there, where it replaces itself, and not on another; those before come last.
 */
export function chainOf(
  { channels }: Pick<Contact, "channels">,
  { isLegal, trying, alsoByMail }: Chained,
): Channel[] {
  const others = isLegal ? messageChannels.filter((one) => !channels.includes(one)) : [];
  const named = [...channels, ...others];
  const chain = alsoByMail ? mailAfterPush(named) : named;
  const begun = Math.max(0, trying === undefined ? 0 : chain.indexOf(trying));
  return [...chain.slice(begun), ...chain.slice(0, begun)];
}

/** An SMS between the two would end the chain before the mail that is to go with the push. */
function mailAfterPush(chain: readonly Channel[]): Channel[] {
  const [push, email] = [chain.indexOf("push"), chain.indexOf("email")];
  if (push < 0 || email < push) return [...chain];
  const others: readonly Channel[] = chain.filter((one) => one !== "email");
  return others.toSpliced(push + 1, 0, "email");
}
