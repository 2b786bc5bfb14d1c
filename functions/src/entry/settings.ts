import { z } from "zod";
import { type CertificateKind, certificateKinds } from "../domain/certificate.ts";
import { type WipeScope, wipeScopes } from "../domain/wipe.ts";
import type { PathCertificate } from "../proof/path/certificate.ts";
import { readAnchor } from "../proof/path/checkPath.ts";
import { WrongSetting } from "./wrongSetting.ts";

/** A param or secret: what it is called, and what it says. */
export interface Setting {
  readonly name: string;
  value(): string;
}

/** A param or secret as JSON of this shape; the message names it and never quotes it. */
export function parseJson<T>(setting: Setting, shape: z.ZodType<T>): T {
  const { data } = shape.safeParse(jsonOf(setting));
  if (data === undefined) throw new WrongSetting(setting.name, " hasn't the shape that docs/deploy.md tells");
  return data;
}

function jsonOf(setting: Setting): unknown {
  try {
    return JSON.parse(setting.value());
  } catch {
    throw new WrongSetting(setting.name, " isn't JSON");
  }
}

/** An address without a slash at its end: what others compare `aud` with, letter by letter. */
export function parseAddress(setting: Setting): string {
  const address = setting.value();
  if (!URL.canParse(address) || address.endsWith("/"))
    throw new WrongSetting(setting.name, ` has to be an address without a slash at the end`);
  return address;
}

/** Trusted CAs' certificates in base64 DER, separated by commas; at least one, and each of a CA. */
export function parseAnchors(setting: Setting): readonly PathCertificate[] {
  const certificates = setting.value().split(",");
  return certificates.map((certificate, index) => {
    try {
      return readAnchor(Buffer.from(certificate.trim(), "base64"));
    } catch {
      throw new WrongSetting(setting.name, `: number ${index + 1} isn't a CA's certificate that can be read`);
    }
  });
}

/** Names of hosts, separated by commas, each as an address has it; at least one. */
export function parseHosts(setting: Setting): readonly string[] {
  const hosts = setting.value().split(",");
  const isHost = (host: string) =>
    URL.canParse(`https://${host}`) && new URL(`https://${host}`).host === host;
  if (!hosts.every(isHost))
    throw new WrongSetting(setting.name, ` has to be names of hosts, separated by commas`);
  return hosts;
}

/** Names of Cloud Tasks queues, separated by commas; at least one. */
export function parseQueues(setting: Setting): readonly string[] {
  const queues = setting
    .value()
    .split(",")
    .map((queue) => queue.trim());
  if (!queues.every((queue) => /^[A-Za-z0-9-]{1,100}$/.test(queue)))
    throw new WrongSetting(setting.name, ` has to be names of queues, separated by commas`);
  return queues;
}

/** A key for HMAC-SHA-256: at least 32 bytes in base64, for a short one could be guessed. */
export function parseHashKey(setting: Setting): Uint8Array {
  const key = Buffer.from(setting.value(), "base64");
  if (key.length < 32) throw new WrongSetting(setting.name, ` has to be at least 32 bytes in base64`);
  return key;
}

/** What wipes erase; `applet` needs a SEI-TSM to ask. */
export function parseScope(scope: Setting, tsmEndpoint: Setting): WipeScope {
  const parsed = z.enum(wipeScopes).safeParse(scope.value());
  if (!parsed.success) throw new WrongSetting(scope.name, ` has to be one of ${wipeScopes.join(", ")}`);
  if (parsed.data === "applet" && tsmEndpoint.value() === "")
    throw new WrongSetting(scope.name, ` applet needs ${tsmEndpoint.name}`);
  return parsed.data;
}

/** Kinds of certificates, separated by commas; none is allowed. */
export function parseKinds(setting: Setting): readonly CertificateKind[] {
  const named = setting.value().split(",");
  const kinds = z.array(z.enum(certificateKinds)).safeParse(named.map((kind) => kind.trim()).filter(Boolean));
  if (!kinds.success)
    throw new WrongSetting(setting.name, ` has to list some of ${certificateKinds.join(", ")}`);
  return kinds.data;
}

/** A share in percent, 0 to 100, as a fraction. */
export function parsePercent(setting: { name: string; value(): number }): number {
  const percent = setting.value();
  if (!(percent >= 0 && percent <= 100)) throw new WrongSetting(setting.name, ` has to be from 0 to 100`);
  return percent / 100;
}
