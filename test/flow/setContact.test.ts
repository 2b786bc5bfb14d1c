import { describe, expect, test } from "vitest";
import { refuse } from "../../functions/src/domain/refusal.ts";
import { ContactWorld } from "../doubles/contactWorld.ts";
import { minutesLater, start } from "../doubles/samples.ts";

async function enrolled() {
  const world = new ContactWorld();
  const [holderId] = await world.enrolled();
  return { world, holderId, contact: () => world.documents.at(`contacts/${holderId}`) };
}

function actsOf(world: ContactWorld): unknown[] {
  const facts = world.documents.paths("audit").map((path) => world.documents.at(path));
  return facts.filter((fact) => fact?.act === "contactChanged");
}

describe("what a holder prefers", () => {
  test("is kept, and what isn't said stays", async () => {
    const { world, holderId, contact } = await enrolled();
    await world.setContact({ holderId, locale: "en", timeZone: "Europe/Berlin" });
    await world.setContact({ holderId, channels: ["email", "push"], wantsTips: false });
    expect(contact()).toMatchObject({
      locale: "en",
      timeZone: "Europe/Berlin",
      channels: ["email", "push"],
      wantsTips: false,
    });
  });

  test("is audited when it changes, without a word of what it is; the same again isn't", async () => {
    const { world, holderId } = await enrolled();
    await world.setContact({ holderId, locale: "en" });
    await world.setContact({ holderId, locale: "en" });
    expect(actsOf(world)).toEqual([
      expect.objectContaining({ actor: "holder", method: "session", subjects: [`contacts/${holderId}`] }),
    ]);
  });

  test("has to have a time zone that there is", async () => {
    const { world, holderId, contact } = await enrolled();
    expect(await world.setContact({ holderId, timeZone: "Asia/Edo" })).toMatchObject({
      refused: "malformed_request",
    });
    expect(contact()).toBeUndefined();
  });
});

describe("a new address", () => {
  test("gets a code by its own channel, and isn't used before that was given back", async () => {
    const { world, holderId, contact } = await enrolled();
    await world.setContact({ holderId, email: "hanako@example.jp", phoneNumber: "+819012345678" });
    expect(world.sms).toEqual([
      {
        messageId: expect.stringMatching(/^[0-9a-f]{64}$/),
        to: "+819012345678",
        text: 'contactCode: {"code":"100001","minutes":15}',
      },
    ]);
    expect(world.mails()).toMatchObject([
      { to: "hanako@example.jp", message: { subject: "contactCode in ja" } },
    ]);
    expect(contact()).not.toHaveProperty("email");
    expect(contact()).not.toHaveProperty("phoneNumber");
    expect(contact()).toMatchObject({ codes: { email: { expiresAt: minutesLater(15), wrongTries: 0 } } });
    expect(actsOf(world)).toEqual([]);
  });

  test("leaves the one in use until then", async () => {
    const { world, holderId, contact } = await enrolled();
    await world.reachable(holderId, { email: "old@example.jp" });
    await world.setContact({ holderId, email: "new@example.jp" });
    expect(contact()).toMatchObject({ email: "old@example.jp", formerAddresses: [] });
  });

  test("is kept with a hash of its code only", async () => {
    const { world, holderId, contact } = await enrolled();
    await world.setContact({ holderId, email: "hanako@example.jp" });
    expect(JSON.stringify(contact())).not.toContain("100001");
  });

  test("again gets another code, and only the newest counts", async () => {
    const { world, holderId } = await enrolled();
    await world.setContact({ holderId, email: "hanako@example.jp" });
    await world.setContact({ holderId, email: "hanako@example.jp" });
    expect(world.mails()).toHaveLength(2);
    const first = await world.confirm({ holderId, channel: "email", code: "100001" });
    expect(first).toMatchObject({ refused: "contact_code_refused" });
    const second = await world.confirm({ holderId, channel: "email", code: "100002" });
    expect(second).toMatchObject({ email: "hanako@example.jp" });
  });

  test("that is in use already gets none, and one that was asked for before is dropped", async () => {
    const { world, holderId, contact } = await enrolled();
    await world.reachable(holderId, { email: "old@example.jp" });
    await world.setContact({ holderId, email: "typo@example.jp" });
    await world.setContact({ holderId, email: "old@example.jp" });
    expect(world.mails()).toHaveLength(1);
    expect(contact()).toMatchObject({ email: "old@example.jp", codes: {} });
  });

  test("takes a code from the holder's allowance, and with none left nothing is sent or kept", async () => {
    const { world, holderId, contact } = await enrolled();
    const charged: unknown[] = [];
    world.limit = async (charge) => {
      charged.push(charge);
      return refuse("rate_limited");
    };
    const answer = await world.setContact({ holderId, locale: "en", email: "hanako@example.jp" });
    expect(answer).toMatchObject({ refused: "rate_limited" });
    expect(charged).toEqual([{ scope: "contactCodesPerHolder", subject: holderId }]);
    expect([world.mails(), contact()]).toEqual([[], undefined]);
  });
});

describe("a phone number", () => {
  test("is refused where no SMS is sent, and nothing is charged or kept", async () => {
    const { world, holderId, contact } = await enrolled();
    world.gateway = undefined;
    world.limit = () => Promise.reject(new Error("charged"));
    const answer = await world.setContact({ holderId, phoneNumber: "+819012345678", email: "a@example.jp" });
    expect(answer).toMatchObject({ refused: "contact_unreachable" });
    expect([world.mails(), contact()]).toEqual([[], undefined]);
  });

  test("that the gateway refuses is refused, and no mail has gone out", async () => {
    const { world, holderId, contact } = await enrolled();
    world.gateway = async () => "refused";
    const answer = await world.setContact({ holderId, phoneNumber: "+819012345678", email: "a@example.jp" });
    expect(answer).toMatchObject({ refused: "contact_unreachable" });
    expect([world.mails(), contact()]).toEqual([[], undefined]);
  });

  test("is to be tried again when the gateway gives no answer, and nothing is kept meanwhile", async () => {
    const { world, holderId, contact } = await enrolled();
    world.gateway = async () => "unavailable";
    await expect(world.setContact({ holderId, phoneNumber: "+819012345678" })).rejects.toThrow("gateway");
    expect(contact()).toBeUndefined();
  });
});

describe("taking an address back", () => {
  test("counts at once, and the address will be told", async () => {
    const { world, holderId, contact } = await enrolled();
    await world.reachable(holderId, { email: "old@example.jp" });
    await world.setContact({ holderId, email: null });
    await world.setContact({ holderId, email: null });
    expect(contact()).not.toHaveProperty("email");
    expect(contact()).toMatchObject({
      formerAddresses: [{ channel: "email", address: "old@example.jp", changedAt: start }],
    });
    expect(actsOf(world)).toHaveLength(1);
  });

  test("ends the wait for a code", async () => {
    const { world, holderId } = await enrolled();
    await world.setContact({ holderId, email: "hanako@example.jp" });
    await world.setContact({ holderId, email: null });
    const late = await world.confirm({ holderId, channel: "email", code: "100001" });
    expect(late).toMatchObject({ refused: "contact_code_refused" });
  });
});

describe("nobody but the holder, with the card a moment ago, turns warnings away:", () => {
  test("a session that is older than ten minutes may be a lost phone's", async () => {
    const { world, holderId, contact } = await enrolled();
    world.setMinutes(11);
    const late = await world.setContact({ holderId, email: "thief@example.jp", signedInAt: start });
    expect(late).toMatchObject({ refused: "not_signed_in" });
    expect([world.mails(), contact()]).toEqual([[], undefined]);
  });

  test("whoever is signed in and no holder is refused", async () => {
    const { world } = await enrolled();
    const answer = await world.setContact({ holderId: "agent-1", email: "agent@example.jp" });
    expect(answer).toMatchObject({ refused: "not_signed_in" });
    expect(world.mails()).toEqual([]);
  });
});
