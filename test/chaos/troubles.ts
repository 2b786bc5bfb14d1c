/** What can be the matter with a phone: the switches that bring it about, and those that end it. */
export const troubles = {
  none: { begin: {}, end: {} },
  offline: { begin: { online: false }, end: { online: true } },
  asleep: { begin: { asleep: true }, end: { asleep: false } },
  pushBlocked: { begin: { pushBlocked: true }, end: { pushBlocked: false } },
  appRemoved: { begin: { appRemoved: true }, end: { appRemoved: false } },
  elementBusy: { begin: { secureElement: "busy" }, end: { secureElement: "fine" } },
  elementRefusing: { begin: { secureElement: "refusing" }, end: { secureElement: "fine" } },
  elementFailing: { begin: { secureElement: "failing" }, end: { secureElement: "fine" } },
} as const satisfies Record<string, { begin: object; end: object }>;

export type Trouble = keyof typeof troubles;

/** The names of all there is, the quiet life included. */
export const troubleNames: readonly Trouble[] = Object.keys(troubles).filter(
  (name): name is Trouble => name in troubles,
);
