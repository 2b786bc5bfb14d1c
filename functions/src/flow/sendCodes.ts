import {
  type AddressedChannel,
  addressedChannels,
  addressOf,
  type Contact,
  type ContactCode,
} from "../domain/contact.ts";
import { codeEnd, codeMinutes } from "../domain/contactCode.ts";
import { hexDigest } from "../domain/hash.ts";
import { type Refused, refuse } from "../domain/refusal.ts";
import type { HashCode, NewCode, RenderMessage } from "./messagePorts.ts";
import type { ChargeLimit, NewId } from "./ports.ts";
import { type AddressPorts, sendToAddress } from "./sendToAddress.ts";

/** What a holder says of an address: `null` takes it back, undefined leaves it. */
export type SaidAddresses = { readonly [Channel in AddressedChannel]: string | null | undefined };

/** What making and sending codes takes. */
export interface CodePorts extends AddressPorts {
  readonly render: RenderMessage;
  readonly hashCode: HashCode;
  readonly newCode: NewCode;
  readonly newId: NewId;
  readonly limit: ChargeLimit;
}

/** The codes that are on their way, by channel; each counts once it is kept in the contact. */
export type SentCodes = { readonly [Channel in AddressedChannel]?: ContactCode };

/** By SMS first: a mail always goes out, and what is refused should have sent nothing. */
const smsFirst = addressedChannels.toReversed();

/**
 * Sends a code to each address that isn't in use yet: `rate_limited`, or `contact_unreachable` where no SMS can be sent.
 * Throws when the SMS gateway gives no answer.
 */
export async function sendCodes(
  contact: Contact,
  said: SaidAddresses,
  ports: CodePorts,
): Promise<SentCodes | Refused> {
  const sent: { [Channel in AddressedChannel]?: ContactCode } = {};
  for (const channel of smsFirst) {
    const address = said[channel];
    if (typeof address !== "string" || address === addressOf(contact, channel)) continue;
    const code = await sendCode(contact, { channel, address }, ports);
    if ("refused" in code) return code;
    sent[channel] = code;
  }
  return sent;
}

async function sendCode(
  { holderId, locale, timeZone }: Contact,
  { channel, address }: { channel: AddressedChannel; address: string },
  ports: CodePorts,
): Promise<ContactCode | Refused> {
  const { limit, newId, newCode, hashCode, render, clock } = ports;
  if (channel === "sms" && !ports.sendSms) return noSms;
  const limited = await limit({ scope: "contactCodesPerHolder", subject: holderId });
  if (limited) return limited;
  const [salt, code] = [newId(), newCode()];
  const text = render({ code: "contactCode", values: { code, minutes: codeMinutes } }, { locale, timeZone });
  const messageId = hexDigest("contactCode", salt);
  const outcome = await sendToAddress({ messageId, channel, address, text, locale }, ports);
  if (outcome === "refused") return notReached;
  if (outcome === "unavailable") throw new Error("the SMS gateway gave no answer");
  return { address, salt, hash: hashCode(salt, address, code), expiresAt: codeEnd(clock()), wrongTries: 0 };
}

const noSms = refuse("contact_unreachable", "phoneNumber: this service sends no SMS.");
const notReached = refuse("contact_unreachable", "phoneNumber: no SMS can be sent there; check the number.");
