import type { AuditEntry, AuditedAct } from "./audit.ts";
import type { Partner, PartnerState } from "./partner.ts";
import { partnerThumbprint } from "./partnerThumbprint.ts";

/** A partner as the register's entries tell it; its keys by their thumbprints. */
export interface ToldPartner {
  readonly state: PartnerState;
  readonly added: readonly string[];
  readonly retired: readonly string[];
}

/** What changes a partner; others may name one all the same, such as what was refused to it. */
const changes: ReadonlySet<AuditedAct> = new Set([
  "partnerRegistered",
  "partnerEnabled",
  "partnerDisabled",
  "partnerKeyAdded",
  "partnerKeyRetired",
]);

const states: Partial<Record<AuditedAct, PartnerState>> = {
  partnerRegistered: "active",
  partnerEnabled: "active",
  partnerDisabled: "disabled",
};

/** What was told of each partner, by its path, after one more entry. Entries come in their order. */
export function hearOfPartner(
  told: ReadonlyMap<string, ToldPartner>,
  { act, subjects: [path = "", key = ""] }: Pick<AuditEntry, "act" | "subjects">,
): ReadonlyMap<string, ToldPartner> {
  if (!changes.has(act)) return told;
  const before = told.get(path) ?? { state: "active", added: [], retired: [] };
  const thumbprint = key.slice(`${path}/keys/`.length);
  const after = {
    state: states[act] ?? before.state,
    added: act === "partnerKeyAdded" ? [...before.added, thumbprint] : before.added,
    retired: act === "partnerKeyRetired" ? [...before.retired, thumbprint] : before.retired,
  };
  return new Map([...told, [path, after]]);
}

/** How a partner's record differs from what was told of it, in words; a record that is gone, or of which nothing was told. */
export function differences(partner: Partner | undefined, told: ToldPartner | undefined): readonly string[] {
  if (!partner) return ["was registered, but its record is gone"];
  if (!told) return ["the register doesn't tell of it"];
  const keys = partner.keys.map(({ jwk, endsAt }) => ({
    name: `key ${jwk.kid} (${partnerThumbprint(jwk)})`,
    thumbprint: partnerThumbprint(jwk),
    isRetired: endsAt !== undefined,
  }));
  const untold = keys.filter(({ thumbprint }) => !told.added.includes(thumbprint));
  const lost = told.added.filter((added) => !keys.some(({ thumbprint }) => thumbprint === added));
  const revived = told.retired.filter(
    (retired) => !keys.some(({ thumbprint, isRetired }) => thumbprint === retired && isRetired),
  );
  return [
    ...(partner.state === told.state ? [] : [`is ${partner.state}, but was ${spoken[told.state]} last`]),
    ...untold.map(({ name }) => `has a ${name} that the register doesn't tell of`),
    ...lost.map((thumbprint) => `lacks a key that was added (${thumbprint})`),
    ...revived.map((thumbprint) => `has a key in use that was retired (${thumbprint})`),
  ];
}

const spoken = {
  active: "registered or enabled",
  disabled: "disabled",
} as const satisfies Record<PartnerState, string>;
