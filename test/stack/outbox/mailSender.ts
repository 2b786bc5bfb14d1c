import { z } from "zod";
import { FirestoreConsole } from "../../scenario/firestoreConsole.ts";
import type { Faults } from "../faults.ts";
import { type Narrate, shorten } from "../standIn.ts";

/** What the extension needs of a document to send it, and what it notes there. */
const MailDocument = z.object({
  to: z.union([z.string().min(1), z.array(z.string()).min(1)]),
  message: z
    .object({ subject: z.string(), text: z.string().optional(), html: z.string().optional() })
    .refine(({ text, html }) => Boolean(text ?? html), "neither text nor html"),
});

const Delivery = z.object({ state: z.string(), error: z.string().nullish() });

/** A mail as the page shows it. */
interface ShownMail {
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly state: string;
  readonly at: string;
}

/** An order to fail the next mails, to one address or to any. */
export const mailFault = z.strictObject({
  kind: z.literal("error"),
  count: z.int().min(1).default(1),
  to: z.string().optional(),
});
export type MailFault = z.output<typeof mailFault>;

/** Which Firestore the mails are in. */
interface Database {
  readonly firestoreHost: string;
  readonly projectId: string;
}

/**
 * Does with the documents in `mail` what the Trigger Email extension does: notes in `delivery` what became of each, once. It
 * sends nothing; the page shows them instead.
 */
export class MailSender {
  readonly #console: FirestoreConsole;
  readonly #documents: string;
  readonly #faults: Faults<MailFault>;
  readonly #narrate: Narrate;

  constructor({ firestoreHost, projectId }: Database, faults: Faults<MailFault>, narrate: Narrate) {
    this.#console = new FirestoreConsole({ firestoreHost, projectId });
    this.#documents = `http://${firestoreHost}/v1/projects/${projectId}/databases/(default)/documents`;
    this.#faults = faults;
    this.#narrate = narrate;
  }

  /** Sends what is new. */
  async sendNew(): Promise<void> {
    for (const { path, fields } of await this.#console.list("mail")) {
      if (fields.delivery !== undefined) continue;
      const error = this.#faultOf(fields);
      await this.#note(path, error);
      this.#narrate(`mail ${shorten(path.slice("mail/".length))}: ${error ?? "sent"}`);
    }
  }

  /** Every mail there is. */
  async all(): Promise<readonly ShownMail[]> {
    return (await this.#console.list("mail")).map(({ path, fields }) => {
      const { data: mail } = MailDocument.safeParse(fields);
      const state = Delivery.safeParse(fields.delivery).data?.state ?? "new";
      const { subject = "not a mail", text = "" } = mail?.message ?? {};
      const [messageId, to] = [path.slice("mail/".length), String(mail?.to ?? "")];
      return { messageId, to, subject, text, state, at: String(fields.createdAt ?? "") };
    });
  }

  #faultOf(fields: unknown): string | undefined {
    const parsed = MailDocument.safeParse(fields);
    if (!parsed.success) return z.prettifyError(parsed.error);
    const { to } = parsed.data;
    const isMeant = (fault: MailFault) => fault.to === undefined || fault.to === to;
    return this.#faults.take(isMeant) ? "Error: failing as ordered" : undefined;
  }

  async #note(path: string, error: string | undefined): Promise<void> {
    const at = { timestampValue: new Date().toISOString() };
    const fields = {
      attempts: { integerValue: "1" },
      startTime: at,
      endTime: at,
      leaseExpireTime: { nullValue: null },
      state: { stringValue: error === undefined ? "SUCCESS" : "ERROR" },
      error: error === undefined ? { nullValue: null } : { stringValue: error },
    };
    const query = "updateMask.fieldPaths=delivery&currentDocument.exists=true";
    const response = await fetch(`${this.#documents}/${path}?${query}`, {
      method: "PATCH",
      headers: { authorization: "Bearer owner", "content-type": "application/json" },
      body: JSON.stringify({ fields: { delivery: { mapValue: { fields } } } }),
    });
    if (!response.ok) throw new Error(`Firestore answered ${response.status} to a mail's delivery`);
  }
}
