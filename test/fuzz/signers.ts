import type { BarePhone, Enrolled } from "../doubles/barePhone.ts";
import type { StackAddresses } from "../stack/addresses.ts";
import { freshClaims, type SignBytes } from "../stack/phones/compactJws.ts";
import type { Command } from "./cast.ts";
import type { FuzzPartner, FuzzPartners } from "./partners.ts";

/** Somebody who signs: the header that names the key, and what is true of them by the names of claims. */
export interface Signer {
  readonly header: object;
  readonly sign: SignBytes;
  readonly known: () => Readonly<Record<string, unknown>>;
}

/** Everybody of the cast who signs. `newKey` is the enrolled phone's device key, `device` the revoked
 * phone's, `leaving` a certificate of a phone that revokes itself. */
export type Signers = Readonly<
  Record<
    "card" | "newKey" | "signing" | "authentication" | "device" | "leaving" | "tsm" | "maker" | "ca",
    Signer
  >
>;

/** What the signers are made of. */
interface Parts {
  readonly addresses: Pick<StackAddresses, "hostingUrl">;
  readonly holderId: string;
  readonly command: Command;
  readonly card: Omit<Signer, "known">;
  readonly old: Enrolled;
  readonly current: BarePhone;
  /** The one that is to leave next. */
  readonly leaving: () => BarePhone;
  readonly partners: FuzzPartners;
}

/** Everybody with their keys. */
export function signersOf({
  addresses,
  holderId,
  command,
  card,
  old,
  current,
  leaving,
  partners,
}: Parts): Signers {
  const fresh = () => freshClaims(addresses.hostingUrl);
  const deviceKey = current.deviceKey;
  const possession = (kind: "signing" | "authentication"): Signer => {
    const { x5c, key } = current.certificates[kind];
    const known = () => ({ ...fresh(), sub: holderId, kind, deviceKey: deviceKey.thumbprint });
    return { header: { alg: "ES256", x5c }, sign: key.sign, known };
  };
  const partner = ({ partnerId, header, sign }: FuzzPartner, about: object): Signer => {
    const identity = { iss: partnerId, sub: partnerId };
    const known = () => ({ ...fresh(), occurredAt: fresh().iat, ...identity, ...about });
    return { header, sign, known };
  };
  const erased = command.certificates.map((one) => ({ "x5t#S256": one["x5t#S256"], outcome: "erased" }));
  const answer = { commandId: command.jti, nonce: command.nonce, seq: 1, results: erased };
  return {
    card: { ...card, known: () => ({ ...fresh(), devices: [old.deviceId] }) },
    newKey: {
      header: { alg: "ES256", jwk: deviceKey.publicKey },
      sign: deviceKey.sign,
      known: () => ({ ...fresh(), sub: holderId, secureElementId: current.secureElementId }),
    },
    signing: possession("signing"),
    authentication: possession("authentication"),
    device: {
      header: { alg: "ES256" },
      sign: old.phone.deviceKey.sign,
      known: () => ({ ...fresh(), sub: old.deviceId, ...answer }),
    },
    leaving: {
      get header() {
        return { alg: "ES256", x5c: leaving().certificates.signing.x5c };
      },
      sign: (bytes) => leaving().certificates.signing.key.sign(bytes),
      known: () => ({ ...fresh(), cause: "stoppedUsing", certificates: "all" }),
    },
    tsm: partner(partners.tsm, answer),
    maker: partner(partners.maker, {
      ...{ secureElementId: old.phone.secureElementId, toe: fresh().iat, phase: "started" },
    }),
    ca: partner(partners.ca, partners.event),
  };
}
