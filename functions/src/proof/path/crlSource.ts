import { causeOf } from "../../domain/causeOf.ts";
import type { FetchCrl, Log } from "../../flow/ports.ts";
import { type Crl, readCrl } from "./crl.ts";
import { type FindCrls, isCurrent } from "./revocation.ts";

/** How CRLs are fetched and kept. */
export interface CrlOptions {
  readonly fetchCrl: FetchCrl;
  /** After how long a CRL that is still good is fetched again, milliseconds. */
  readonly refreshAfter: number;
  readonly log: Log;
}
type Query = Parameters<FindCrls>[1];

/** How long an address that gave nothing is left alone, milliseconds; longer than a fetch may take. */
const pause = 10_000;

/**
 * The CRL at one address. Asked for again at half of `refreshAfter`, beside the caller, who gets the list that is there; so
 * nobody waits where calls come often, also while the address gives nothing. Only who finds that it wasn't asked for the
 * whole of `refreshAfter` waits, for revocations may be seen no later than that, and who finds no list that is good.
 */
export class CrlSource {
  readonly #address: string;
  readonly #options: CrlOptions;
  #crl: Crl | undefined;
  #bytes = 0;
  /** When the last fetch was begun, and the last one that came to an end; both by the clock of whoever asked. */
  #begunAt = Number.NEGATIVE_INFINITY;
  #triedAt = Number.NEGATIVE_INFINITY;
  #isAnswering = false;
  #underWay: Promise<void> | undefined;

  constructor(address: string, options: CrlOptions) {
    this.#address = address;
    this.#options = options;
  }

  /** How long the list is in DER. */
  get bytes(): number {
    return this.#bytes;
  }

  async find(query: Query): Promise<Crl | undefined> {
    if (this.#hasToWait(query.now)) await this.#settle(query);
    else if (this.#isDue(query.now)) void this.#begin(query);
    return this.#crl && query.isGenuine(this.#crl) ? this.#crl : undefined;
  }

  #hasToWait(now: Date): boolean {
    const { refreshAfter } = this.#options;
    const isGood = this.#crl !== undefined && isCurrent(this.#crl, now);
    return now.getTime() - this.#triedAt >= (isGood ? refreshAfter : Math.min(pause, refreshAfter));
  }

  #isDue(now: Date): boolean {
    const half = this.#options.refreshAfter / 2;
    const gap = this.#isAnswering ? half : Math.min(pause, half);
    return this.#underWay === undefined && now.getTime() - this.#begunAt >= gap;
  }

  async #settle(query: Query): Promise<void> {
    const underWay = this.#underWay;
    // One begun long ago beside a caller stood still with the instance since, and says nothing about now.
    const isFresh = underWay !== undefined && query.now.getTime() - this.#begunAt < pause;
    await underWay;
    if (!isFresh) await (this.#underWay ?? this.#begin(query));
  }

  #begin(query: Query): Promise<void> {
    this.#begunAt = query.now.getTime();
    this.#underWay = this.#refresh(query).finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** A forged or older list never takes the place of a good one. */
  async #refresh(query: Query): Promise<void> {
    const begunAt = this.#begunAt;
    try {
      const der = await this.#options.fetchCrl(this.#address);
      this.#crl = believed(der, this.#crl, query);
      this.#bytes = der.length;
      this.#isAnswering = true;
    } catch (error) {
      this.#isAnswering = false;
      const host = URL.canParse(this.#address) ? new URL(this.#address).host : "none";
      this.#options.log("crl_unavailable", { host, cause: causeOf(error) });
    }
    this.#triedAt = begunAt;
  }
}

function believed(der: Uint8Array, before: Crl | undefined, { now, isGenuine }: Query): Crl {
  const crl = readOr(der, "unreadable");
  if (before !== undefined && crl.thisUpdate < before.thisUpdate) throw flaw("older_than_before");
  if (!isCurrent(crl, now)) throw flaw("out_of_date");
  if (!isGenuine(crl)) throw flaw("not_signed_by_its_ca");
  return crl;
}

function readOr(der: Uint8Array, code: string): Crl {
  try {
    return readCrl(der);
  } catch {
    throw flaw(code);
  }
}

function flaw(code: string): Error {
  return Object.assign(new Error("a CRL that doesn't hold"), { name: "CrlFlaw", code });
}
