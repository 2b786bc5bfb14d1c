import type { Certificate } from "../domain/certificate.ts";
import { shardOf } from "../domain/shard.ts";
import { summariseCertificate } from "../domain/summary.ts";
import type { Records } from "../flow/ports.ts";
import { CertificateFields } from "./codecs.ts";
import { type DocumentTransaction, OneOf } from "./documents.ts";
import { DocumentShelf } from "./shelf.ts";

/** The certificates of one transaction. */
export function certificateShelf(transaction: DocumentTransaction): Records["certificates"] {
  const certificates = new DocumentShelf<Certificate>(transaction, "certificates", {
    path: ({ certificateId }) => certificateId,
    codec: CertificateFields,
    derive: (certificate) => ({
      summary: summariseCertificate(certificate),
      shard: shardOf(certificate.certificateId),
    }),
  });
  return {
    read: (id) => certificates.read(id),
    keep: (certificate) => certificates.keep(certificate),
    withThumbprint: async (thumbprint) => (await certificates.find({ thumbprint }))[0],
    inForceAmong: async (thumbprints) => {
      const finds = inPages(thumbprints).map((page) =>
        certificates.find({ thumbprint: new OneOf(page), state: new OneOf(["valid", "onHold"]) }),
      );
      return (await Promise.all(finds)).flat();
    },
  };
}

/**
 * Firestore takes 30 combinations in a query, and each thumbprint makes two of them. It joins the fields' own indexes for that: equalities
 * need no composite one.
 */
const pageSize = 15;

function inPages(thumbprints: readonly string[]): readonly (readonly string[])[] {
  const count = Math.ceil(thumbprints.length / pageSize);
  return Array.from({ length: count }, (_, page) =>
    thumbprints.slice(page * pageSize, (page + 1) * pageSize),
  );
}
