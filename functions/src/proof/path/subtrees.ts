import type { GeneralName } from "@peculiar/asn1-x509";
import { comparable, isWithin } from "./names.ts";

/**
 * Whether a name lies in the subtree of a constraint of the same form (RFC 5280 section 4.2.1.10); undefined where that
 * can't be told, for which neither "permitted" nor "not excluded" may be assumed.
 */
export function isInSubtree(name: GeneralName, base: GeneralName): boolean | undefined {
  if (name.directoryName && base.directoryName)
    return isWithin(comparable(name.directoryName), comparable(base.directoryName));
  if (name.dNSName !== undefined && base.dNSName !== undefined)
    return isHostOrBelow(name.dNSName, base.dNSName);
  if (name.rfc822Name !== undefined && base.rfc822Name !== undefined)
    return isMailboxOf(name.rfc822Name, base.rfc822Name);
  if (name.uniformResourceIdentifier !== undefined && base.uniformResourceIdentifier !== undefined)
    return isAddressOf(name.uniformResourceIdentifier, base.uniformResourceIdentifier);
  return undefined;
}

/** `example.jp` stands for itself and everything below it. */
function isHostOrBelow(host: string, base: string): boolean {
  return base === "" || host.toLowerCase() === base.toLowerCase() || isBelow(host, withDot(base));
}

/** A mailbox, all mailboxes on a host, or, with a dot in front, on the hosts below a domain. */
function isMailboxOf(mailbox: string, base: string): boolean | undefined {
  const at = mailbox.lastIndexOf("@");
  if (at < 1) return undefined;
  const [local, host] = [mailbox.slice(0, at), mailbox.slice(at + 1)];
  const baseAt = base.lastIndexOf("@");
  if (baseAt < 0) return isHostOrDomain(host, base);
  return local === base.slice(0, baseAt) && isHostOrDomain(host, base.slice(baseAt + 1));
}

/** The host decides; an address without a host's name is in no subtree that we could tell. */
function isAddressOf(address: string, base: string): boolean | undefined {
  const host = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([a-z\d.-]+)(?::\d*)?(?:[/?#]|$)/i.exec(address)?.[1];
  if (host === undefined || /^[\d.]+$/.test(host)) return undefined;
  return isHostOrDomain(host, base);
}

function isHostOrDomain(host: string, base: string): boolean {
  return base.startsWith(".") ? isBelow(host, base) : host.toLowerCase() === base.toLowerCase();
}

function isBelow(host: string, domain: string): boolean {
  return host.length > domain.length && host.toLowerCase().endsWith(domain.toLowerCase());
}

function withDot(domain: string): string {
  return domain.startsWith(".") ? domain : `.${domain}`;
}
