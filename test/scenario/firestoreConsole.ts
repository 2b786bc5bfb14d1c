import { z } from "zod";
import type { StackAddresses } from "../stack/addresses.ts";

/** A document as an admin sees it in the console. */
interface ShownDocument {
  /** Such as `wipes/abc`. */
  readonly path: string;
  readonly updateTime: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const collections = [
  "holders",
  "cards",
  "devices",
  "secureElements",
  "certificates",
  "revocations",
  "holds",
  "holdChoices",
  "reminders",
  "contacts",
  "usedProofs",
  "partners",
  "wipes",
  "audit",
] as const;

const Stored = z.object({
  name: z.string(),
  updateTime: z.string(),
  fields: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
const Page = z.object({ documents: z.array(Stored).default([]), nextPageToken: z.string().optional() });

/** Looks into Firestore past the rules, as the console does. */
export class FirestoreConsole {
  readonly #documents: string;

  constructor({ firestoreHost, projectId }: Pick<StackAddresses, "firestoreHost" | "projectId">) {
    this.#documents = `http://${firestoreHost}/v1/projects/${projectId}/databases/(default)/documents`;
  }

  /** Throws when there is no such document. */
  async read(path: string): Promise<ShownDocument> {
    return show(Stored.parse(await this.#get(path)));
  }

  /** A document's fields in the shape they should have. Throws when they don't. */
  async fields<T>(path: string, shape: z.ZodType<T>): Promise<T> {
    return shape.parse((await this.read(path)).fields);
  }

  async list(collection: string): Promise<readonly ShownDocument[]> {
    const found: ShownDocument[] = [];
    let page: string | undefined = "";
    while (page !== undefined) {
      const answer = Page.parse(await this.#get(`${collection}?pageSize=300&pageToken=${page}`));
      found.push(...answer.documents.map(show));
      page = answer.nextPageToken;
    }
    return found;
  }

  /**
   * Every document's path and last change: the same before and after means that nothing was written. What attempts and reminders
   * write by themselves meanwhile is left out for the holders in `others`, whose phones have nothing to do with what is watched.
   */
  async fingerprint(others: ReadonlySet<string>): Promise<readonly string[]> {
    const all = await Promise.all(collections.map((collection) => this.list(collection)));
    const isOthers = ({ path, fields }: ShownDocument) =>
      /^(wipes|devices|holds|audit|reminders)\//.test(path) && others.has(String(fields.holderId));
    return all
      .flat()
      .filter((document) => !isOthers(document) && !tellsRefusal(document))
      .map((document) => `${document.path} ${standOf(document)}`);
  }

  /** The ids of everybody who is a holder now. */
  async holderIds(): Promise<ReadonlySet<string>> {
    return new Set((await this.list("holders")).map(({ fields }) => String(fields.holderId)));
  }

  async #get(path: string): Promise<unknown> {
    const headers = { authorization: "Bearer owner" };
    const response = await fetch(`${this.#documents}/${path}`, { headers });
    if (!response.ok) throw new Error(`Firestore answered ${response.status} to ${path}`);
    return response.json();
  }
}

/** The audit tells what was refused to whom: that is no change of anything. */
function tellsRefusal({ path, fields }: ShownDocument): boolean {
  return path.startsWith("audit/") && String(fields.act).endsWith("Refused");
}

/** When it was written last; of those that carry an audit chain, which also tells refusals, what else is in them. */
function standOf({ path, updateTime, fields }: ShownDocument): string {
  const { auditHead, ...rest } = fields;
  return /^(holders|devices)\//.test(path) ? JSON.stringify(rest) : updateTime;
}

function show({ name, updateTime, fields }: z.output<typeof Stored>): ShownDocument {
  const [, path = ""] = name.split("/documents/");
  return {
    path,
    updateTime,
    fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, plain(value)])),
  };
}

const Inner = z.object({
  arrayValue: z.object({ values: z.array(z.record(z.string(), z.unknown())).default([]) }).optional(),
  mapValue: z
    .object({ fields: z.record(z.string(), z.record(z.string(), z.unknown())).default({}) })
    .optional(),
  integerValue: z.coerce.number().optional(),
});

/** Firestore's REST spelling of a value, `{stringValue: "a"}`, as the plain value. */
function plain(value: Readonly<Record<string, unknown>>): unknown {
  const { arrayValue, mapValue, integerValue } = Inner.parse(value);
  if (arrayValue) return arrayValue.values.map(plain);
  if (mapValue)
    return Object.fromEntries(Object.entries(mapValue.fields).map(([name, inner]) => [name, plain(inner)]));
  return integerValue ?? Object.values(value)[0];
}
