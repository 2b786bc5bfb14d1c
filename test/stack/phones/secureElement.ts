import { createHash, randomBytes, webcrypto } from "node:crypto";
import type { z } from "zod";
import type { PublicKeyJwk } from "../../../functions/src/contract/jws.ts";
import type { CertificateKind } from "../../../functions/src/domain/certificate.ts";
import { ecdsa, publicJwk } from "./ecKeys.ts";

/** busy: no channel to it can be opened now; refusing: 6985 to an erase command; failing: 6F00. */
export const moods = ["fine", "busy", "refusing", "failing"] as const;
export type Mood = (typeof moods)[number];

interface Slot {
  readonly keys: webcrypto.CryptoKeyPair;
  /** Base64 DER, leaf first, without the root; written after the key pair was made here. */
  chain: readonly string[];
}

/** ISO 7816-4 status words that this secure element answers an erase command with. */
export const statusWords = {
  done: "9000",
  conditionsNotSatisfied: "6985",
  appletNotFound: "6A82",
  slotEmpty: "6A88",
  failed: "6F00",
} as const;
export type StatusWord = (typeof statusWords)[keyof typeof statusWords];

/** The channel could not be opened: there is no status word. */
export class SecureElementBusy extends Error {}

/** A wrong PIN (63Cx) or an empty slot; the message is the status word. */
export class SecureElementRefusal extends Error {}

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

  /** Makes a key pair in an empty slot and gives the public half. */
  async generateKey(kind: CertificateKind): Promise<z.infer<typeof PublicKeyJwk>> {
    const keys = await webcrypto.subtle.generateKey(ecdsa, false, ["sign", "verify"]);
    this.#slots.set(kind, { keys, chain: [] });
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

  async sign(kind: CertificateKind, pin: string, bytes: Uint8Array): Promise<Uint8Array> {
    if (pin !== this.#pin) throw new SecureElementRefusal("63C2");
    return new Uint8Array(await webcrypto.subtle.sign(ecdsa, this.#slot(kind).keys.privateKey, bytes));
  }

  /** Erases key pair and certificate. Throws SecureElementBusy when no channel opens. */
  erase(kind: CertificateKind): StatusWord {
    if (this.mood === "busy") throw new SecureElementBusy();
    if (!this.appletPresent) return statusWords.appletNotFound;
    if (!this.#slots.has(kind)) return statusWords.slotEmpty;
    if (this.mood === "refusing") return statusWords.conditionsNotSatisfied;
    if (this.mood === "failing") return statusWords.failed;
    this.#slots.delete(kind);
    return statusWords.done;
  }

  #slot(kind: CertificateKind): Slot {
    const slot = this.#slots.get(kind);
    if (!slot) throw new SecureElementRefusal(statusWords.slotEmpty);
    return slot;
  }
}
