import type { FirebaseClient } from "../../stack/phones/firebaseClient.ts";
import type { Forge } from "./forge.ts";
import type { CallableCase } from "./wrongCase.ts";
import type { WrongPhone } from "./wrongPhone.ts";

const malformed = { status: "functions/invalid-argument", code: "malformed_request" } as const;
const notAllowed = { status: "functions/invalid-argument", code: "algorithm_not_allowed" } as const;

/** Who calls: an app signed in as the holder, one signed in as nobody. */
interface Callers {
  readonly holder: FirebaseClient;
  readonly nobody: FirebaseClient;
}

/** Wrong calls of `registerDevice`: everything about the phone is right but the one thing named. */
export function registrationCases({ holder, nobody }: Callers, phone: WrongPhone): readonly CallableCase[] {
  const register = async (registration: Promise<string>, possessions = phone.possessions()) => {
    return holder.call("registerDevice", {
      registration: await registration,
      possessions: await possessions,
    });
  };
  const unauthenticated = "functions/unauthenticated";
  return [
    { what: "nothing at all to register", ...malformed, call: () => holder.call("registerDevice", {}) },
    {
      what: "a registration with an unknown claim",
      ...malformed,
      call: () => register(phone.registration({ owner: "me" })),
    },
    {
      what: "a registration under alg none",
      ...notAllowed,
      call: () => register(phone.registration({}, { alg: "none" })),
    },
    {
      what: "a registration for another service",
      status: unauthenticated,
      code: "audience_wrong",
      call: () => register(phone.registration({ aud: "https://example.com" })),
    },
    {
      what: "a registration for another holder",
      status: unauthenticated,
      code: "signature_invalid",
      call: () => register(phone.registration({ sub: "somebody" })),
    },
    {
      what: "a certificate of a foreign CA",
      status: unauthenticated,
      code: "chain_untrusted",
      call: () => register(phone.registration(), phone.possessions("foreignRoot")),
    },
    {
      what: "a certificate that has expired",
      status: unauthenticated,
      code: "chain_expired",
      call: () => register(phone.registration(), phone.possessions("expired")),
    },
    {
      what: "a registration without signing in",
      status: unauthenticated,
      code: "not_signed_in",
      call: async () =>
        nobody.call("registerDevice", {
          registration: await phone.registration(),
          possessions: await phone.possessions(),
        }),
    },
  ];
}

/** Wrong calls of `replaceDevice` and `acknowledgeWipe`. */
export function otherCases(
  { holder, nobody }: Callers,
  own: Forge,
  stranger: Forge,
): readonly CallableCase[] {
  const confirm = async (application: Promise<string>) =>
    holder.call("replaceDevice", { step: "confirm", application: await application });
  const moved = { cause: "movedToNewPhone" };
  const denied = "functions/permission-denied";
  return [
    {
      what: "a step that doesn't exist",
      ...malformed,
      call: () => holder.call("replaceDevice", { step: "undo" }),
    },
    {
      what: "a replacement signed with another holder's card",
      status: denied,
      code: "card_of_another_holder",
      call: () => confirm(stranger.revocation({ claims: moved })),
    },
    {
      what: "a replacement because the phone was lost",
      status: denied,
      code: "cause_not_allowed",
      call: () => confirm(own.revocation()),
    },
    {
      what: "a replacement under alg none",
      ...notAllowed,
      call: () => confirm(own.revocation({ claims: moved, header: { alg: "none" } })),
    },
    {
      what: "an acknowledgement that is no JWS",
      ...malformed,
      call: () => nobody.call("acknowledgeWipe", { acknowledgement: "done" }),
    },
  ];
}
