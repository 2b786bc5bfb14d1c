import { createHash, randomBytes, webcrypto } from "node:crypto";
import type { z } from "zod";
import type { PublicKeyJwk } from "../../../functions/src/contract/jws.ts";
import type { CertificateKind } from "../../../functions/src/domain/certificate.ts";
import { ecdsa, publicJwk } from "./ecKeys.ts";

/**
 * busy: no channel to it can be opened now; refusing: 6985 to an erase command; failing: 6F00; needsTsm: 6982 to the app,
 * because it obeys the SEI-TSM only.
 */
export const moods = ["fine", "busy", "refusing", "failing", "needsTsm"] as const;
type Mood = (typeof moods)[number];

/** Who authenticated to it: the app on its phone, or the SEI-TSM from afar. */
type Authority = "app" | "tsm";

interface Slot {
  readonly keys: webcrypto.CryptoKeyPair;
  /** Base64 DER, leaf first, without the root; written after the key pair was made here. */
  chain: readonly string[];
  /** The card on whose strength it was personalised. */
  readonly cardSerial: string;
}

/** ISO 7816-4 status words that this secure element answers an erase command with. */
export const statusWords = {
  done: "9000",
  securityNotSatisfied: "6982",
  conditionsNotSatisfied: "6985",
  appletNotFound: "6A82",
  slotEmpty: "6A88",
  failed: "6F00",
} as const;
export type StatusWord = (typeof statusWords)[keyof typeof statusWords];

/** The channel could not be opened: there is no status word. */
export class SecureElementBusy extends Error {}

/** A wrong PIN (63Cx) or an empty slot; the message is the status word. */
class SecureElementRefusal extends Error {}

/**
 * The chip in the phone that the certificates live in. It outlives the app, and keys made in it never come out. Erasing
 * needs the app's own authentication, not the PIN, because nobody touches the phone then.
 */
export class SecureElement {
  readonly id = randomBytes(12).toString("hex");
  readonly #pin: string;
  readonly #slots = new Map<CertificateKind, Slot>();
  mood: Mood = "fine";
  appletPresent = true;

  constructor(pin: string) {
    this.#pin = pin;
  }

  /** Makes a key pair in a slot, over whatever was in it, and gives the public half. Brings the applet back where it was gone. */
  async generateKey(kind: CertificateKind, cardSerial = ""): Promise<z.infer<typeof PublicKeyJwk>> {
    const keys = await webcrypto.subtle.generateKey(ecdsa, false, ["sign", "verify"]);
    this.appletPresent = true;
    this.#slots.set(kind, { keys, chain: [], cardSerial });
    return publicJwk(keys.publicKey);
  }

  writeCertificate(kind: CertificateKind, chain: readonly string[]): void {
    this.#slot(kind).chain = chain;
  }

  /** The certificate with its chain as base64 DER; undefined in an empty slot. */
  chainOf(kind: CertificateKind): readonly string[] | undefined {
    return this.#slots.get(kind)?.chain;
  }

  /** RFC 7515 `x5t#S256` of the certificate on the chip; undefined in an empty slot. */
  thumbprintOf(kind: CertificateKind): string | undefined {
    const leaf = this.chainOf(kind)?.[0];
    return leaf && createHash("sha256").update(Buffer.from(leaf, "base64")).digest("base64url");
  }

  /** The card that a slot was personalised for; undefined for an empty one. */
  cardOf(kind: CertificateKind): string | undefined {
    return this.#slots.get(kind)?.cardSerial;
  }

  async sign(kind: CertificateKind, pin: string, bytes: Uint8Array): Promise<Uint8Array> {
    if (pin !== this.#pin) throw new SecureElementRefusal("63C2");
    return new Uint8Array(await webcrypto.subtle.sign(ecdsa, this.#slot(kind).keys.privateKey, bytes));
  }

  /** Erases key pair and certificate. Throws SecureElementBusy when no channel opens. */
  erase(kind: CertificateKind, authority: Authority = "app"): StatusWord {
    if (this.mood === "busy") throw new SecureElementBusy();
    if (!this.appletPresent) return statusWords.appletNotFound;
    if (!this.#slots.has(kind)) return statusWords.slotEmpty;
    const refused = this.#refusal(authority);
    if (refused === undefined) this.#slots.delete(kind);
    return refused ?? statusWords.done;
  }

  /** Deletes the applet with all that is in it, which only the SEI-TSM may. Throws SecureElementBusy when no channel opens. */
  deleteApplet(): StatusWord {
    if (this.mood === "busy") throw new SecureElementBusy();
    if (!this.appletPresent) return statusWords.appletNotFound;
    const refused = this.#refusal("tsm");
    if (refused === undefined) this.reset();
    return refused ?? statusWords.done;
  }

  /** What a factory reset does where the platform clears the secure element with the rest. */
  reset(): void {
    this.#slots.clear();
    this.appletPresent = false;
  }

  #refusal(authority: Authority): StatusWord | undefined {
    if (this.mood === "refusing") return statusWords.conditionsNotSatisfied;
    if (this.mood === "failing") return statusWords.failed;
    return this.mood === "needsTsm" && authority === "app" ? statusWords.securityNotSatisfied : undefined;
  }

  #slot(kind: CertificateKind): Slot {
    const slot = this.#slots.get(kind);
    if (!slot) throw new SecureElementRefusal(statusWords.slotEmpty);
    return slot;
  }
}
