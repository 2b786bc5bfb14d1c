import { ReportFoundErased } from "../../contract/found.ts";
import { reportFoundErased as report } from "../../flow/foundCertificates.ts";
import { callable } from "../callable.ts";
import { services } from "../services.ts";

/** Takes the next owner's word that revoked certificates were erased; without sign-in, a few times from one address. */
export const reportFoundErased = callable(
  ReportFoundErased,
  async (said) => {
    const { store, clock } = services;
    return report(said, { transact: store().transact, clock });
  },
  { refusesReplays: true, perAddress: "foundPerAddress" },
);
