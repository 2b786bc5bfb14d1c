import type { Row } from "./rows.ts";

/** In a session of the holder's, opened with the card a moment ago: looks at all phones, and says what became of one. */
const told = (certificates: string, wipe: string, acts: string) => `${certificates}, ${wipe}, ${acts}`;
const closedBy = (act: string) =>
  [
    "certificate_not_revoked",
    "certificate_not_revoked",
    told("revoked revoked", "no wipe", `${act} wipeClosed`),
    told("expired expired", "no wipe", `${act} wipeClosed`),
  ] as const;
const found = [
  told("valid valid", "no wipe", "declaredFound"),
  told("onHold onHold", "no wipe", "declaredFound"),
  told("revoked revoked", "wipe", "declaredFound"),
  told("expired expired", "wipe", "declaredFound"),
] as const;
const stillUsed = [
  told("valid valid", "no wipe", "declaredStillUsed"),
  told("onHold onHold", "no wipe", "declaredStillUsed"),
  "certificate_revoked",
  "certificate_expired",
] as const;
const planned = [
  told("valid valid", "no wipe", "handOverPlanned"),
  told("onHold onHold", "no wipe", "handOverPlanned"),
  told("revoked revoked", "wipe", "handOverPlanned"),
  told("expired expired", "wipe", "handOverPlanned"),
] as const;
const seen = [
  told("valid valid", "no wipe", "nothing told"),
  told("onHold onHold", "no wipe", "nothing told"),
  told("revoked revoked", "wipe", "nothing told"),
  told("expired expired", "wipe", "nothing told"),
] as const;
const inTime = ["holder, just signed in", "holder, signed in ten minutes ago"] as const;

const coded = [
  told("valid valid", "no wipe", "handOverCodeMade"),
  told("onHold onHold", "no wipe", "handOverCodeMade"),
  told("revoked revoked", "wipe", "handOverCodeMade"),
  told("expired expired", "wipe", "handOverCodeMade"),
] as const;

function inSession(channel: string, outcomes: readonly [string, string, string, string]): readonly Row[] {
  return [
    ...inTime.map((actor) => [channel, actor, ...outcomes] as const),
    [channel, "holder, signed in longer ago", "not_signed_in"],
    [channel, "another holder, just signed in", "device_unknown"],
    [channel, "a member of staff, just signed in", "device_unknown"],
  ];
}

export const bySession: readonly Row[] = [
  ...inSession("list", seen),
  ...inSession("declare: initialised", closedBy("declaredInitialised")),
  ...inSession("declare: destroyed", closedBy("declaredDestroyed")),
  ...inSession("declare: found", found),
  ...inSession("declare: stillUsed", stillUsed),
  ...inSession("hand-over: planned", planned),
  ...inSession("hand-over: taken back", seen),
  ...inSession("hand-over code", coded),
];
