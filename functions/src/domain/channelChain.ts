import { type Channel, type Contact, messageChannels } from "./contact.ts";

/** What the order of a message's channels depends on, besides the holder. */
export interface Chained {
  /** Whether the holder is owed it: then the channels that the holder left out follow. */
  readonly isLegal: boolean;
  /** The channel that an earlier try had gone on to. */
  readonly trying: Channel | undefined;
}

/**
 * The channels of a message, in the order in which they are tried. A try that takes over begins where the one before had got to, so
 * that what a channel took unseen is repeated there, where it replaces itself, and not on another; those before come last.
 */
export function chainOf({ channels }: Pick<Contact, "channels">, { isLegal, trying }: Chained): Channel[] {
  const others = isLegal ? messageChannels.filter((one) => !channels.includes(one)) : [];
  const chain = [...channels, ...others];
  const begun = Math.max(0, trying === undefined ? 0 : chain.indexOf(trying));
  return [...chain.slice(begun), ...chain.slice(0, begun)];
}
