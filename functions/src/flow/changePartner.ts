import type { AuditedAct } from "../domain/audit.ts";
import {
  addKey,
  disable,
  enable,
  makePartner,
  type Partner,
  type PartnerJwk,
  retireKey,
} from "../domain/partner.ts";
import { partnerThumbprint } from "../domain/partnerThumbprint.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import { appendRegister, readRegister } from "./appendRegister.ts";
import type { Clock, Transact } from "./ports.ts";

interface Ports {
  readonly transact: Transact<"partners" | "registers" | "audit">;
  readonly clock: Clock;
}

interface PartnerChange {
  readonly partnerId: string;
  readonly act: AuditedAct;
  /** The key that it is about, if any. */
  keyOf?(partner: Partner): PartnerJwk | undefined;
  decide(partner: Partner | undefined, now: Date): Decision<Partner>;
}

/**
 * Registers a partner, as `makePartner` decides; the same again changes nothing. Refused with `malformed_request` where
 * another one has that id: its kind and scopes are what its keys were given for.
 */
export function registerPartner(
  about: Pick<Partner, "partnerId" | "name" | "kind" | "scopes">,
  ports: Ports,
): Promise<Decision<Partner>> {
  const decide = (known: Partner | undefined, now: Date) => {
    const made = makePartner(about, now);
    if (!known || isRefused(made)) return made;
    return isSame(known, made) ? known : refuse("malformed_request", "Another partner has this id.");
  };
  return change({ partnerId: about.partnerId, act: "partnerRegistered", decide }, ports);
}

/** Gives a partner one more key, as `addKey` decides; from `startsAt` on, or from now. */
export function addPartnerKey(
  { partnerId, jwk, startsAt }: { partnerId: string; jwk: PartnerJwk; startsAt?: Date | undefined },
  ports: Ports,
): Promise<Decision<Partner>> {
  const decide = ofKnown((partner, now) => addKey(partner, { jwk, startsAt: startsAt ?? now }, now));
  return change({ partnerId, act: "partnerKeyAdded", decide, keyOf: () => jwk }, ports);
}

/** Takes a key out of use now, as `retireKey` decides. */
export function retirePartnerKey(
  { partnerId, kid }: { partnerId: string; kid: string },
  ports: Ports,
): Promise<Decision<Partner>> {
  const decide = ofKnown((partner, now) => retireKey(partner, kid, now));
  const keyOf = ({ keys }: Partner) => keys.find(({ jwk }) => jwk.kid === kid)?.jwk;
  return change({ partnerId, act: "partnerKeyRetired", decide, keyOf }, ports);
}

/** Shuts a partner out at once. */
export function disablePartner(partnerId: string, ports: Ports): Promise<Decision<Partner>> {
  return change({ partnerId, act: "partnerDisabled", decide: ofKnown(disable) }, ports);
}

/** Lets a partner in again, with the keys it has. */
export function enablePartner(partnerId: string, ports: Ports): Promise<Decision<Partner>> {
  return change({ partnerId, act: "partnerEnabled", decide: ofKnown(enable) }, ports);
}

/** A change and its entry in the register's chain, in one transaction; what changes nothing is not told. */
function change(
  { partnerId, act, decide, keyOf }: PartnerChange,
  { transact, clock }: Ports,
): Promise<Decision<Partner>> {
  return transact(async (records) => {
    const now = clock();
    const known = await records.partners.read(partnerId);
    const register = await readRegister(records);
    const partner = decide(known, now);
    if (isRefused(partner) || partner === known) return partner;
    records.partners.keep(partner);
    const path = `partners/${partnerId}`;
    const key = keyOf?.(partner);
    // A key is told by its thumbprint: under the same kid, somebody could put another one into the record.
    const subjects = key ? [path, `${path}/keys/${partnerThumbprint(key)}`] : [path];
    appendRegister(records, register, [{ act, actor: "admin", method: "projectRights", subjects, at: now }]);
    return partner;
  });
}

function ofKnown(decide: (partner: Partner, now: Date) => Decision<Partner>): PartnerChange["decide"] {
  return (partner, now) =>
    partner
      ? decide(partner, now)
      : refuse("malformed_request", "There is no such partner; `partner list` shows who there is.");
}

function isSame(known: Partner, made: Partner): boolean {
  const scopesOf = ({ scopes }: Partner) => scopes.toSorted().join();
  return known.kind === made.kind && known.name === made.name && scopesOf(known) === scopesOf(made);
}
