import type { AttemptResult } from "../domain/attempt.ts";
import type { Locale } from "../domain/contact.ts";
import type { Message, MessageText } from "../domain/message.ts";
import type { PushTarget } from "../domain/pushTarget.ts";

/** Puts a message into the holder's words and times. */
export type RenderMessage = (
  message: Message,
  reader: { readonly locale: Locale; readonly timeZone: string },
) => MessageText;

/**
 * What came of handing a message to a channel: `refused` will be again, `unavailable` may go well later. `sent` says that
 * the channel took it, not that anybody has read it.
 */
export type SendOutcome = "sent" | "refused" | "unavailable";

/** Shows a notice on a phone, through FCM; the same id again replaces it there. Never throws for an answer. */
export type PushNotice = (
  target: PushTarget,
  notice: {
    readonly messageId: string;
    readonly title: string;
    readonly body: string;
    /** How long FCM may keep it for a phone that is offline, milliseconds; 0 is now or never. */
    readonly timeToLive: number;
  },
) => Promise<AttemptResult>;

/** Sends an SMS; the same id again is the same SMS. Never throws for an answer. */
export type SendSms = (sms: {
  readonly messageId: string;
  readonly to: string;
  readonly text: string;
}) => Promise<SendOutcome>;

/** Keyed hash of a code under its salt and for its address; never the same for two of them. */
export type HashCode = (salt: string, address: string, code: string) => string;

/** A fresh code: six digits that nobody can foresee. */
export type NewCode = () => string;
