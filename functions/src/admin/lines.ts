import type { Partner, PartnerKey } from "../domain/partner.ts";
import { partnerThumbprint } from "../domain/partnerThumbprint.ts";
import type { ResetCapability } from "../domain/resetCapability.ts";
import type { Shop } from "../domain/shop.ts";
import type { Staff } from "../domain/staff.ts";
import { summarisePartner } from "../domain/summary.ts";

/** A staff record on one line: id, role, shop, state, since when. */
export function staffLine({ staffId, role, shopId, state, changedAt }: Staff): string {
  const shop = shopId === undefined ? "" : ` of shop ${shopId}`;
  return `staff/${staffId}: ${role}${shop}, ${state} since ${day(changedAt)}`;
}

/** A shop's record on one line: id, name, state, since when, how many clerks an initialisation takes. */
export function shopLine({ shopId, name, state, needsTwoPeople, changedAt }: Shop): string {
  const people = needsTwoPeople ? ", an initialisation takes two clerks" : "";
  return `shops/${shopId}: ${name}, ${state} since ${day(changedAt)}${people}`;
}

/** A partner record on one line, as the console has it. */
export function partnerLine(partner: Partner): string {
  return `partners/${partner.partnerId}: ${summarisePartner(partner)}`;
}

/** A registered key on one line: its id, what it signs with, from when until when, and the thumbprint that the audit has. */
export function keyLine({ jwk, startsAt, endsAt }: PartnerKey): string {
  const until = endsAt === undefined ? "" : ` until ${endsAt.toISOString()}`;
  return `key ${jwk.kid}: ${jwk.alg}, from ${startsAt.toISOString()}${until}, thumbprint ${partnerThumbprint(jwk)}`;
}

/** An entry of the reset registry on one line: which phones, whether a reset clears their secure element, and who says so. */
export function capabilityLine(capability: ResetCapability): string {
  const { capabilityId, platform, model, osVersionFrom, osVersionTo } = capability;
  const { clears, source, statedOn, withdrawnAt } = capability;
  const from = osVersionFrom === undefined ? "" : ` from ${osVersionFrom}`;
  const to = osVersionTo === undefined ? "" : ` to ${osVersionTo}`;
  const phones = `${platform}${from}${to}${model === undefined ? "" : `, ${model}`}`;
  const isLoaded = withdrawnAt === undefined;
  const said = isLoaded ? `${clears} (${statedOn}: ${source})` : `withdrawn since ${day(withdrawnAt)}`;
  return `resetCapabilities/${capabilityId}: ${phones}: ${said}`;
}

/** Enough of an e-mail address to tell it from another one, and not enough to write to it. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, 1)}***${email.slice(at)}`;
}

/** "1 break", "2 breaks". */
export function count(number: number, thing: string): string {
  return `${number} ${number === 1 ? thing : thing.replace(/y$/, "ie").concat("s")}`;
}

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
