import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate } from "@peculiar/asn1-x509";
import { comparable } from "../../../functions/src/proof/path/names.ts";

/** A certificate by the names that link it to others. */
export interface Named {
  readonly der: Uint8Array;
  readonly subject: string;
  readonly issuer: string;
}

/** Reads the names and nothing else: whether the certificate is any good is for the validator to say. */
export function readNames(der: Uint8Array): Named {
  const { subject, issuer } = AsnConvert.parse(der, Certificate).tbsCertificate;
  return { der, subject: textOf(subject), issuer: textOf(issuer) };
}

/** Every way by names from the first certificate to the anchor, as an `x5c`: leaf first, the anchor left out. */
export function* pathsOf(
  [leaf, ...others]: readonly Named[],
  anchor: Named,
): Generator<readonly string[], void, undefined> {
  if (leaf) yield* extend([leaf], others, anchor);
}

function* extend(
  path: readonly Named[],
  others: readonly Named[],
  anchor: Named,
): Generator<readonly string[], void, undefined> {
  const issuer = path.at(-1)?.issuer;
  if (issuer === anchor.subject) yield path.map(({ der }) => Buffer.from(der).toString("base64"));
  for (const next of others) {
    if (next.subject === issuer) {
      yield* extend(
        [...path, next],
        others.filter((other) => other !== next),
        anchor,
      );
    }
  }
}

function textOf(name: Parameters<typeof comparable>[0]): string {
  return JSON.stringify(comparable(name));
}
