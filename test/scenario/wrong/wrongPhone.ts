import {
  type BarePhone,
  createBarePhone,
  type Place,
  possessionOf,
  registrationOf,
} from "../../doubles/barePhone.ts";
import { serialised, withClaims, withHeader } from "../../doubles/message.ts";
import type { StackAddresses } from "../../stack/addresses.ts";
import type { Fault } from "../../stack/authorities/fault.ts";

/** A phone's side of `registerDevice`, wrong where it is told to be. */
export interface WrongPhone {
  registration(claims?: object, header?: object): Promise<string>;
  /** The proof for one signing certificate, with this fault in the certificate. */
  possessions(fault?: Fault): Promise<string[]>;
}

/** A phone that never gets registered, with certificates on the strength of that card. */
export async function createWrongPhone(
  { hostingUrl, authorities }: StackAddresses,
  { holderId, cardSerial }: { holderId: string; cardSerial: string },
): Promise<WrongPhone> {
  const place: Place = { audience: hostingUrl, holderId };
  const phone = await createBarePhone(authorities.url, cardSerial);
  const faulty = async (fault: Fault): Promise<BarePhone> => {
    const { certificates } = await createBarePhone(authorities.url, cardSerial, { fault });
    return { ...phone, certificates };
  };
  return {
    registration: (claims = {}, header = {}) =>
      serialised(withHeader(withClaims(registrationOf(phone, place), claims), header)),
    possessions: async (fault) => {
      const shown = fault === undefined ? phone : await faulty(fault);
      return [await serialised(possessionOf(shown, "signing", place))];
    },
  };
}
