import { z } from "zod";
import { RegisterFields } from "../../functions/src/store/adminCodecs.ts";
import * as codecs from "../../functions/src/store/codecs.ts";
import type { Fields } from "../../functions/src/store/documents.ts";
import * as holdCodecs from "../../functions/src/store/holdCodecs.ts";
import { ReminderFields } from "../../functions/src/store/reminderCodecs.ts";
import type { MemoryDocuments } from "../doubles/memoryDocuments.ts";
import type { Change } from "./watchedDocuments.ts";

/** A changed record as it was and as it is. */
export interface Changed<T> {
  readonly id: string;
  readonly before: T | undefined;
  readonly after: T;
}

/** One kind of record as the documents have it. */
class Stored<T> {
  readonly #collection: string;
  readonly #codec: z.ZodType<T, unknown>;
  /** What is stored is never changed, only replaced: so it has to be read once. */
  readonly #asRead = new WeakMap<Fields, T>();

  constructor(collection: string, codec: z.ZodType<T, unknown>) {
    this.#collection = collection;
    this.#codec = codec;
  }

  at(documents: MemoryDocuments, id: string): T | undefined {
    const fields = documents.at(`${this.#collection}/${id}`);
    return fields && this.#read(fields);
  }

  all(documents: MemoryDocuments): readonly T[] {
    return documents.paths(this.#collection).map((path) => this.#read(documents.at(path) ?? {}));
  }

  among(changes: readonly Change[]): readonly Changed<T>[] {
    return changes.flatMap(({ path, before, after }) => {
      const [collection, id = "", ...deeper] = path.split("/");
      if (collection !== this.#collection || deeper.length > 0) return [];
      return [{ id, before: before && this.#read(before), after: this.#read(after) }];
    });
  }

  #read(fields: Fields): T {
    const record = this.#asRead.get(fields) ?? z.decode(this.#codec, fields);
    this.#asRead.set(fields, record);
    return record;
  }
}

export const certificates = new Stored("certificates", codecs.CertificateFields);
export const devices = new Stored("devices", codecs.DeviceFields);
export const holders = new Stored("holders", codecs.HolderFields);
export const cards = new Stored("cards", codecs.CardFields);
export const breakers = new Stored("breakers", codecs.BreakerFields);
export const usedProofs = new Stored("usedProofs", codecs.UsedProofFields);
export const holds = new Stored("holds", holdCodecs.HoldFields);
export const holdChoices = new Stored("holdChoices", holdCodecs.HoldChoiceFields);
export const reminders = new Stored("reminders", ReminderFields);
export const registers = new Stored("registers", RegisterFields);
export const wipes = new Stored("wipes", codecs.WipeFields);

const Audit = z.object({
  auditId: z.string(),
  // Nobody's in a register.
  holderId: z.string().exactOptional(),
  chain: z.string(),
  sequence: z.int(),
  previousHash: z.string(),
  hash: z.string(),
  act: z.string(),
  actor: z.string(),
  method: z.string(),
  subjects: z.array(z.string()),
  at: z.date(),
  refusal: z.string().exactOptional(),
});
export const audit = new Stored("audit", Audit);
