import { z } from "zod";
import type { PushNotification } from "../fcm/pushMessage.ts";
import type { Narrate } from "../standIn.ts";

/** A notification as the system shows it. */
export const ShownNotification = z.strictObject({
  title: z.string(),
  body: z.string(),
  channelId: z.string().optional(),
  tag: z.string().optional(),
  visibility: z.string().optional(),
  shownAt: z.iso.datetime(),
});
type ShownNotification = z.output<typeof ShownNotification>;

/** What the system shows to whoever holds the phone; it does so also while the app sleeps. */
export class Tray {
  readonly #narrate: Narrate;
  #shown: readonly ShownNotification[] = [];

  constructor(narrate: Narrate) {
    this.#narrate = narrate;
  }

  get shown(): ShownNotification[] {
    return [...this.#shown];
  }

  /** One with a tag takes the place of the one before it. */
  show({ title = "", body = "", ...rest }: PushNotification): void {
    const others = this.#shown.filter(({ tag }) => tag === undefined || tag !== rest.tag);
    this.#shown = [...others, { title, body, ...rest, shownAt: new Date().toISOString() }];
    this.#narrate("shows a notification");
  }
}
