import { expect, test } from "vitest";
import { type Contact, contactUnsaid } from "../../functions/src/domain/contact.ts";
import { mailOf } from "../../functions/src/domain/mail.ts";
import { minutesLater, start } from "../doubles/samples.ts";
import type { StoreUnderTest } from "./storeContract.ts";

const code = { address: "new@example.jp", salt: "salt", hash: "hash", expiresAt: start, wrongTries: 1 };
const contact: Contact = {
  ...contactUnsaid("holder-1"),
  email: "old@example.jp",
  codes: { email: { ...code, confirmedAt: minutesLater(2) }, sms: code },
  formerAddresses: [{ messageId: "m", channel: "sms", address: "+819012345678", changedAt: start }],
};
const text = { title: "Title", body: "It happened.", todo: "Do this.", short: "short" };
const mail = mailOf(text, { messageId: "message-1", to: "old@example.jp", locale: "ja", now: start });

/** What every store has to do with contacts and mails. */
export function testContacts(open: () => Promise<StoreUnderTest>): void {
  test("reads back contacts with all that is owed and waited for, and takes out what is gone", async () => {
    const { store } = await open();
    await store.transact(async ({ contacts }) => contacts.keep(contact));
    const { email, ...without } = contact;
    const after = { ...without, codes: {}, formerAddresses: [] };
    const read = await store.transact(async ({ contacts }) => {
      const before = await contacts.read("holder-1");
      contacts.keep(after);
      return before;
    });
    expect(read).toEqual(contact);
    expect(await store.read(({ contacts }) => contacts.read("holder-1"))).toEqual(after);
  });

  test("keeps a mail as the Trigger Email extension reads it, once", async () => {
    const { store, stored } = await open();
    await store.transact(async ({ mails }) => mails.keep(mail));
    expect(await stored("mail/message-1")).toMatchObject({
      to: "old@example.jp",
      message: { subject: "Title", text: "It happened.\n\nDo this.\n", html: expect.any(String) },
    });
    const again = store.transact(async ({ mails }) => mails.keep({ ...mail, to: "new@example.jp" }));
    await expect(again).rejects.toMatchObject({ name: "AlreadyKept" });
    expect(await store.read(({ mails }) => mails.read("message-1"))).toEqual(mail);
  });

  test("finds the cards of a person by an id that the person had before", async () => {
    const { store } = await open();
    const card = { cardId: "card-new", holderId: "holder-new", linkedAt: start, state: "valid" } as const;
    const earlierHolderIds = ["holder-0", "holder-1"];
    await store.transact(async ({ cards }) => {
      cards.keep({ ...card, earlierHolderIds });
      cards.keep({ ...card, cardId: "another's", holderId: "holder-2" });
    });
    const found = await store.read(async ({ cards }) => [
      await cards.knowing("holder-1"),
      await cards.knowing("holder-new"),
    ]);
    expect(found.map((some) => some.map(({ cardId }) => cardId))).toEqual([["card-new"], []]);
  });
}
