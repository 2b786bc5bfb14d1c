import type { PublicKey } from "../../functions/src/domain/device.ts";
import type { IdentificationMethod } from "../../functions/src/domain/identification.ts";
import type { Outcome } from "../../functions/src/domain/wipe.ts";
import type { SignedAcknowledgement, SignedCaEvent } from "../../functions/src/flow/ports.ts";
import type { Registration } from "../../functions/src/flow/registrationPorts.ts";
import type { Phone } from "./phone.ts";

/** What somebody set out to do, as the model knows it: what every commit is held against. */
export type Act =
  | { readonly by: "signIn"; readonly cardId: string }
  | {
      readonly by: "register";
      readonly holderId: string;
      readonly phone: Phone;
      readonly registration: Registration;
    }
  | {
      readonly by: "revoke";
      readonly cardId: string;
      readonly holderId: string;
      readonly revocationId: string;
    }
  /** A revocation on the phone in hand: the answer hands it the command. */
  | { readonly by: "stopUsing"; readonly phone: Phone }
  | { readonly by: "drive" }
  | {
      readonly by: "answer";
      readonly phone: Phone;
      readonly signer: PublicKey;
      readonly answer: SignedAcknowledgement;
    }
  | { readonly by: "fetch"; readonly deviceId: string; readonly signer: PublicKey }
  | { readonly by: "report"; readonly wipeId: string; readonly says: readonly Said[] }
  | { readonly by: "reset"; readonly secureElement: string; readonly isErased: boolean }
  | { readonly by: "hold"; readonly says: string | undefined }
  | {
      readonly by: "release";
      readonly how: IdentificationMethod | "card";
      /** Under which ids the card's person is known; an agent releases anybody's. */
      readonly holderIds: readonly string[];
      readonly says: string | undefined;
    }
  | { readonly by: "remind" }
  | { readonly by: "choose"; readonly holderId: string }
  | { readonly by: "expire" }
  | { readonly by: "tell"; readonly event: SignedCaEvent };

/** What somebody said about one certificate. */
export interface Said {
  readonly thumbprint: string;
  readonly outcome: Outcome;
}

/** Whether this outcome says that the certificate is off the chip. */
export function saysGone(outcome: Outcome): boolean {
  return outcome === "erased" || outcome === "alreadyAbsent";
}
