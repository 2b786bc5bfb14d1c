import { z } from "zod";
import { outcomes } from "../../../functions/src/domain/wipe.ts";
import type { Phone } from "./phone.ts";
import { moods, type SecureElement } from "./secureElement.ts";
import { ShownNotification } from "./tray.ts";

const SlotView = z.strictObject({ isEmpty: z.boolean(), thumbprint: z.string().optional() });

/** `GET /phones/{id}`: everything about a simulated phone, also what a real one would keep to itself. */
export const PhoneView = z.strictObject({
  phone: z.string(),
  holder: z.string(),
  model: z.string(),
  platform: z.string(),
  online: z.boolean(),
  asleep: z.boolean(),
  hibernated: z.boolean(),
  pushBlocked: z.boolean(),
  appInstalled: z.boolean(),
  signedIn: z.boolean(),
  /** Whether the line to FCM stands at this moment. */
  connected: z.boolean(),
  deviceId: z.string().optional(),
  generation: z.int().optional(),
  pushTarget: z.strictObject({ kind: z.string(), value: z.string() }).optional(),
  secureElement: z.strictObject({
    id: z.string(),
    mood: z.enum(moods),
    appletPresent: z.boolean(),
    signing: SlotView,
    authentication: SlotView,
  }),
  /** How often the app was told its open commands, also none. */
  asks: z.int(),
  /** Messages that arrived and wait for the app to be allowed to work. */
  unread: z.int(),
  answers: z.array(
    z.strictObject({
      commandId: z.string(),
      seq: z.int(),
      state: z.enum(["waiting", "taken", "refused"]),
      tries: z.int(),
      results: z.array(
        z.strictObject({
          "x5t#S256": z.string(),
          outcome: z.enum(outcomes),
          statusWord: z.string().optional(),
          needsTsm: z.literal(true).optional(),
        }),
      ),
    }),
  ),
  notices: z.array(z.strictObject({ text: z.string(), shownAt: z.string() })),
  /** What the system shows: notification messages, of which the app knows nothing. */
  notifications: z.array(ShownNotification),
  ignored: z.array(z.strictObject({ reason: z.string(), receivedAt: z.string() })),
});
export type PhoneView = z.infer<typeof PhoneView>;

/** A phone as it is now. */
export function viewPhone(phone: Phone): PhoneView {
  const { model, platform } = phone.hardware.handset;
  const { online, asleep, hibernated, pushBlocked, hasApp } = phone;
  return {
    ...{ phone: phone.id, holder: phone.holder.id, model, platform },
    ...{ online, asleep, hibernated, pushBlocked },
    appInstalled: hasApp,
    secureElement: viewSecureElement(phone.hardware.secureElement),
    ...(hasApp ? viewApp(phone) : nothingInstalled),
  };
}

const nothingInstalled = {
  signedIn: false,
  connected: false,
  asks: 0,
  unread: 0,
  answers: [],
  notices: [],
  notifications: [],
  ignored: [],
};

function viewApp({ app }: Phone) {
  const { wiping, push, tray, identity, isSignedIn, asks } = app;
  return {
    signedIn: isSignedIn,
    connected: push.isOpen,
    ...identity,
    pushTarget: { ...push.target },
    asks,
    unread: wiping.unread,
    answers: wiping.answers.map(({ commandId, seq, state, tries, results }) => {
      return { commandId, seq, state, tries, results: [...results] };
    }),
    notices: [...wiping.notices],
    notifications: tray.shown,
    ignored: [...wiping.ignored],
  };
}

function viewSecureElement(element: SecureElement): PhoneView["secureElement"] {
  const slot = (kind: "signing" | "authentication") => {
    const thumbprint = element.thumbprintOf(kind);
    return { isEmpty: element.chainOf(kind) === undefined, ...(thumbprint ? { thumbprint } : {}) };
  };
  const { id, mood, appletPresent } = element;
  return { id, mood, appletPresent, signing: slot("signing"), authentication: slot("authentication") };
}
