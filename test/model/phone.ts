import type { CertificateKind } from "../../functions/src/domain/certificate.ts";
import type { PublicKey } from "../../functions/src/domain/device.ts";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import type { PushTarget } from "../../functions/src/domain/pushTarget.ts";
import type { PossessedCertificate } from "../../functions/src/flow/registrationPorts.ts";
import { sampleDevice } from "../doubles/samples.ts";
import type { Register } from "./step.ts";

const day = 86_400_000;
const kinds: readonly CertificateKind[] = ["signing", "authentication"];

/** One phone in somebody's hand: its chip, its app's key, where pushes reach it. */
export class Phone {
  readonly name: string;
  readonly secureElement: string;
  key: PublicKey;
  target: Pick<PushTarget, "kind" | "value">;
  certificates: readonly PossessedCertificate[] = [];
  /** The thumbprints of what the secure element holds. */
  readonly chip = new Set<string>();
  /** What the last registration that was answered said; unknown after an answer that was lost. */
  deviceId: string | undefined;
  /** The card that was signed in on it last. */
  card: number;
  #made = 0;

  constructor(name: string, card: number) {
    this.name = name;
    this.card = card;
    this.secureElement = hexDigest("element", name);
    this.key = this.#newKey();
    this.target = this.#newTarget();
  }

  /** Gets the phone ready for a registration, and gives the certificates that it brings: such as are on its chip. */
  prepare({ card, certificates, key, target }: Register, now: Date): readonly PossessedCertificate[] {
    if (card !== "own") this.card = card;
    if (key === "fresh") this.key = this.#newKey();
    if (target === "fresh") this.target = this.#newTarget();
    this.certificates = this.certificates.filter(({ thumbprint }) => this.chip.has(thumbprint));
    if (this.certificates.length === 0 || certificates === "fresh") this.#replaceFrom(0, now);
    else if (certificates === "more") this.#replaceFrom(1, now);
    else if (certificates === "freshOne" || certificates === "reissued") this.#replaceFirst(now);
    const isPart = certificates === "subset" || certificates === "freshOne";
    return isPart ? this.certificates.slice(0, 1) : this.certificates;
  }

  /** New certificates take the place of the old ones of their kinds, on the chip too. */
  #replaceFrom(place: number, now: Date): void {
    const kept = this.certificates.slice(0, place);
    this.#holdOnChip([...kept, ...kinds.map((_, at) => this.#certificate(at, now)).slice(kept.length)]);
  }

  /** Only the signing certificate is issued anew; what else was on the chip stays there. */
  #replaceFirst(now: Date): void {
    this.#holdOnChip([
      this.#certificate(0, now),
      ...this.certificates.filter(({ kind }) => kind !== kinds[0]),
    ]);
  }

  #holdOnChip(certificates: readonly PossessedCertificate[]): void {
    this.certificates = certificates;
    this.chip.clear();
    for (const { thumbprint } of certificates) this.chip.add(thumbprint);
  }

  #certificate(place: number, now: Date): PossessedCertificate {
    const id = hexDigest("certificate", this.#next());
    const life = place === 0 ? 200 * day : 700 * day;
    return {
      certificateId: id,
      thumbprint: id.slice(0, 43),
      kind: kinds[place] ?? "signing",
      expiresAt: new Date(now.getTime() + life),
    };
  }

  #newKey(): PublicKey {
    return { ...sampleDevice.deviceKey, x: this.#next().padEnd(43, "-") };
  }

  #newTarget(): Pick<PushTarget, "kind" | "value"> {
    return { kind: this.#made % 2 === 0 ? "fcmToken" : "fid", value: `target of ${this.#next()}` };
  }

  #next(): string {
    this.#made += 1;
    return `${this.name}.${this.#made}`;
  }
}
