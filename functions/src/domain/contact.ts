/** Ways to a person, in the order in which they are tried unless the holder wants another. */
export const messageChannels = ["push", "email", "sms"] as const;
export type Channel = (typeof messageChannels)[number];

/** The channels that lead to an address, which is used only once its holder has shown to get what is sent there. */
export const addressedChannels = ["email", "sms"] as const;
export type AddressedChannel = (typeof addressedChannels)[number];

/** The languages that holders are written to in. */
export const locales = ["ja", "en"] as const;
export type Locale = (typeof locales)[number];

/** A code that was sent to an address which isn't used yet; it stays, once given back, until it expires. */
export interface ContactCode {
  readonly address: string;
  readonly salt: string;
  /** Keyed hash of salt, address and code: six digits would be guessed from any hash that needs no key. */
  readonly hash: string;
  readonly expiresAt: Date;
  readonly wrongTries: number;
  /** When it was given back: the same code again is a repeat. */
  readonly confirmedAt?: Date;
}

/** An address that isn't used any more and has to be told so, because its owner may know nothing of the change. */
export interface FormerAddress {
  readonly messageId: string;
  readonly channel: AddressedChannel;
  readonly address: string;
  readonly changedAt: Date;
}

/** Where and how a holder wants to be reached. Personal data: it is kept here and in what is sent, and nowhere else. */
export interface Contact {
  readonly holderId: string;
  readonly locale: Locale;
  /** Name in the IANA time zone database. */
  readonly timeZone: string;
  readonly email?: string;
  /** As E.164 has it, such as +819012345678. */
  readonly phoneNumber?: string;
  /** Tried in this order; never empty, for legal messages can't be switched off. */
  readonly channels: readonly Channel[];
  /** Whether messages that nobody is owed are wanted too. */
  readonly wantsTips: boolean;
  readonly codes: { readonly [Channel in AddressedChannel]?: ContactCode };
  /** What the trigger owes: a word to each of these. */
  readonly formerAddresses: readonly FormerAddress[];
}

/** How a holder is reached who never said anything: by push, in Japanese. */
export function contactUnsaid(holderId: string): Contact {
  return {
    holderId,
    locale: "ja",
    timeZone: "Asia/Tokyo",
    channels: messageChannels,
    wantsTips: true,
    codes: {},
    formerAddresses: [],
  };
}

/** The confirmed address of a channel. */
export function addressOf({ email, phoneNumber }: Contact, channel: AddressedChannel): string | undefined {
  return channel === "email" ? email : phoneNumber;
}

/** When the number in use was last shown to be the holder's; undefined where it isn't known any more. */
export function numberConfirmedAt({ phoneNumber, codes: { sms } }: Contact): Date | undefined {
  return sms?.address === phoneNumber ? sms?.confirmedAt : undefined;
}

/** Whether a name is that of a time zone; an offset isn't one, it would be wrong half of the year. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** What a holder says anew of how to be reached; what isn't said stays. */
export type Preferences = Partial<Pick<Contact, "locale" | "timeZone" | "channels" | "wantsTips">>;

/** A contact with other preferences. */
export function prefer(contact: Contact, { locale, timeZone, channels, wantsTips }: Preferences): Contact {
  return {
    ...contact,
    locale: locale ?? contact.locale,
    timeZone: timeZone ?? contact.timeZone,
    channels: channels ? [...new Set(channels)] : contact.channels,
    wantsTips: wantsTips ?? contact.wantsTips,
  };
}

/** Uses another address of a channel, or none; the one before will be told, under this message's id. */
export function useAddress(
  contact: Contact,
  channel: AddressedChannel,
  { address, messageId, changedAt }: { address: string | undefined; messageId: string; changedAt: Date },
): Contact {
  const { email, phoneNumber, ...rest } = contact;
  const before = addressOf(contact, channel);
  const addresses = { email, phoneNumber, [channel === "email" ? "email" : "phoneNumber"]: address };
  const isFormer = before !== undefined && before !== address;
  const former = isFormer ? [{ messageId, channel, address: before, changedAt }] : [];
  return {
    ...rest,
    ...(addresses.email === undefined ? {} : { email: addresses.email }),
    ...(addresses.phoneNumber === undefined ? {} : { phoneNumber: addresses.phoneNumber }),
    formerAddresses: [...contact.formerAddresses, ...former],
  };
}

/** Takes a holder's word of an address: a new one waits for its code, the one in use stays until then. */
export function awaitCode(contact: Contact, channel: AddressedChannel, code: ContactCode): Contact {
  return { ...contact, codes: { ...contact.codes, [channel]: code } };
}

/** Waits for no code on this channel any more. */
export function awaitNone(contact: Contact, channel: AddressedChannel): Contact {
  const { [channel]: _, ...codes } = contact.codes;
  return { ...contact, codes };
}
