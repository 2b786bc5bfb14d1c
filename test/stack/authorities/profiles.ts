import "reflect-metadata";
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
} from "@peculiar/x509";
import { type Fault, unknownCriticalExtension } from "./fault.ts";

export const profiles = ["signing", "authentication"] as const;
/** What a certificate is for: signing applications, or proving who is there. */
export type Profile = (typeof profiles)[number];

const { digitalSignature, nonRepudiation } = KeyUsageFlags;

/** The extensions of a leaf: never a CA, a critical key usage, and client authentication where that is its purpose. */
export function leafExtensions(profile: Profile, fault?: Fault): Extension[] {
  const usage = profile === "signing" ? digitalSignature | nonRepudiation : digitalSignature;
  return [
    new BasicConstraintsExtension(false, undefined, true),
    ...(fault === "noKeyUsage" ? [] : [new KeyUsagesExtension(usage, true)]),
    ...(profile === "authentication" ? [new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth])] : []),
    ...(fault === "unknownCriticalExtension" ? [unknownCriticalExtension()] : []),
  ];
}

const names = ["Sato Hanako", "Suzuki Ichiro", "Takahashi Yui", "Tanaka Ren", "Ito Sakura"];

/** A made-up person; the number keeps two of the same name apart. */
export function madeUpSubject(number: number): string {
  const name = names[number % names.length] ?? "Sato Hanako";
  return `CN=${name} ${number}, O=Katazuke local stack, C=JP`;
}
