import { CheckFoundCertificates } from "../../contract/found.ts";
import { checkFoundCertificates as check } from "../../flow/foundCertificates.ts";
import { foundWords } from "../../text/found.ts";
import { callable } from "../callable.ts";
import { services } from "../services.ts";

/** Tells a phone's next owner how certificates stand that were found on it; without sign-in, a few times from one address. */
export const checkFoundCertificates = callable(
  CheckFoundCertificates,
  async ({ thumbprints }) => {
    const { store, clock } = services;
    const found = await check(thumbprints, { transact: store().transact, clock });
    return { found, mayErase: found === "revoked", todo: foundWords(found) };
  },
  { refusesReplays: true, perAddress: "foundPerAddress" },
);
