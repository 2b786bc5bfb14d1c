import { describe, expect, test } from "vitest";
import type { Message } from "../../functions/src/domain/message.ts";
import { render } from "../../functions/src/text/render.ts";
import { friday, sample, tuesday } from "./sampleMessages.ts";

const japanese = { locale: "ja", timeZone: "Asia/Tokyo" } as const;
const english = { locale: "en", timeZone: "America/New_York" } as const;
const model = "Pixel 8";

describe("a notice in Japanese", () => {
  test("of a revocation says that it can't be undone, and whom to call", () => {
    expect(render(sample("revoked"), japanese)).toEqual({
      title: "電子証明書が失効しました",
      body: "スマートフォン「Pixel 8」の電子証明書は、11月24日（火）21時に失効しました。もう使えません。元に戻すこともできません。",
      todo: "覚えがないときは、すぐにコールセンターに連絡してください。そのスマートフォンが手元にあれば、電源を入れて、Wi-Fiにつないでください。中の電子証明書は、自動で削除されます。",
      short:
        "スマートフォン「Pixel 8」の電子証明書が失効しました。覚えがないときは、コールセンターに連絡してください。",
    });
  });

  test("of a hold names the time of the escalation that was chosen", () => {
    expect(render(sample("held"), japanese).body).toBe(
      "11月24日（火）21時に、スマートフォンの電子証明書を一時保留にしました。いまは使えません。11月27日（金）12時30分までに決まらないときは、前もって選ばれたとおり、失効します。",
    );
  });

  test("of a hold without an escalation is silent about one", () => {
    expect(render({ code: "held", values: { heldAt: tuesday } }, japanese).body).toBe(
      "11月24日（火）21時に、スマートフォンの電子証明書を一時保留にしました。いまは使えません。",
    );
  });

  test.each([
    [
      true,
      "ただし、失効して使えなくなった電子証明書があります。",
      "アプリを開いて、失効した電子証明書の再発行を申し込んでください。",
    ],
    [false, "また使えます。", "していただくことはありません。"],
  ])("of a release, with something to be issued again: %s, says so", (mustBeIssuedAgain, state, todo) => {
    const text = render({ code: "released", values: { releasedAt: tuesday, mustBeIssuedAgain } }, japanese);
    expect(text.body).toBe(
      `11月24日（火）21時に、スマートフォンの電子証明書の一時保留を解除しました。${state}`,
    );
    expect(text.todo).toBe(`${todo}覚えがないときは、すぐにコールセンターに連絡してください。`);
  });

  test("of an erasure says no more than what was confirmed", () => {
    expect(render(sample("erased"), japanese)).toEqual({
      title: "電子証明書の削除を確認しました",
      body: "削除することになっていた電子証明書が、スマートフォン「Pixel 8」からなくなったことを、11月24日（火）21時に確認しました。",
      todo: "この件で、していただくことはありません。",
      short: "スマートフォン「Pixel 8」の電子証明書の削除を確認しました。していただくことはありません。",
    });
  });
});

describe("a reminder in English", () => {
  test.each([
    [0, "are not known to be erased."],
    [1, "are not known to be erased after 1 day."],
    [2, "are not known to be erased after 2 days."],
    [30, "are not known to be erased after 30 days."],
  ])("of an open erasure counts %i days", (daysOpen, told) => {
    const text = render(
      { code: "notErased", values: { model, daysOpen, instruction: "restartPhone" } },
      english,
    );
    expect(text).toEqual({
      title: "The erasure is not done yet",
      body: `The certificates on your phone “Pixel 8” ${told} They can’t be used any more, but they may still be on it. While the phone has this fault, the certificates can’t be erased.`,
      todo: "Switch the phone off and on again. Then connect it to Wi-Fi and open the app.",
      short:
        'The certificates on your phone "Pixel 8" are not known to be erased yet. Switch the phone off and on again.',
    });
  });

  test("of an old phone that wasn't replaced names the risk and the duty", () => {
    expect(render(sample("notRevokedNewPhone"), english)).toEqual({
      title: "Old phone: certificates not revoked",
      body: "You use certificates on another phone now, but those on your old phone “Pixel 8” are not revoked yet. If it comes into other hands, they could be misused. The law makes it your duty to have certificates revoked that you no longer use.",
      todo: "If you don’t need the certificates on the old phone any more, have your My Number card ready and revoke them in the app. If you go on using them, you don’t have to do anything.",
      short:
        'The certificates on your old phone "Pixel 8" are not revoked. If you do not need them any more, have them revoked.',
    });
  });

  test("of a phone that isn't seen asks rather than claims", () => {
    expect(render(sample("notRevokedUnseen"), english)).toEqual({
      title: "Do you still use this phone?",
      body: "Your phone “Pixel 8” hasn’t been in contact since Tuesday 24 November. The certificates on it are not revoked.",
      todo: "If you use it, open the app on it once. If you don’t use it any more, have its certificates revoked. You can do that on another phone or a PC.",
      short:
        'Your phone "Pixel 8" has not been in contact for a while. If you do not use it any more, have its certificates revoked.',
    });
  });

  test("of a forecast gives a range, in the holder's own zone", () => {
    expect(render(sample("hibernationForecast"), english).body).toBe(
      "On your phone “Pixel 8” the app hasn’t been used for long. The phone will probably put it to sleep between Thursday 26 November and Thursday 31 December. Then it can’t be told to erase any more.",
    );
  });

  test.each([
    [{ daysOnHold: 0 }, "Your certificates are on hold."],
    [{ daysOnHold: 1 }, "Your certificates have been on hold for 1 day."],
    [
      { daysOnHold: 3, escalateAt: friday },
      "Your certificates have been on hold for 3 days. Unless you decide by Thursday 26 November, 22:30, they will be revoked, as you chose in advance.",
    ],
  ])("of a hold, with %o, says how long it lasts", (values, body) => {
    expect(render({ code: "holdUndecided", values }, english)).toEqual({
      title: "Your certificates are still on hold",
      body,
      todo: "To use them again, ask for their release. If you don’t need them any more, have your My Number card ready and revoke them.",
      short:
        "Your certificates are still on hold. Ask for their release to use them again, or have them revoked.",
    });
  });

  const handOver = { model, handOverOn: friday, instruction: "openApp" } as const;

  test.each([
    [0, false, false, "That is today. Its certificates are not revoked yet."],
    [1, false, true, "That is tomorrow. Its certificates are not revoked yet."],
    [2, true, true, "2 days are left. Its certificates are revoked and erased."],
    [
      7,
      true,
      false,
      "7 days are left. Its certificates are revoked, but not known to be erased yet. Unless the app is opened, it may not learn that it has to erase.",
    ],
  ])(
    "of a day %i days ahead, revoked: %s, erased: %s, counts down",
    (daysLeft, isRevoked, isErased, told) => {
      const values = { ...handOver, daysLeft, isRevoked, isErased };
      expect(render({ code: "handOverSoon", values }, english).body).toBe(
        `You want to part with your old phone “Pixel 8” on Thursday 26 November. ${told}`,
      );
    },
  );

  test.each<[Message, string, string]>([
    [
      { code: "handOverSoon", values: { ...handOver, daysLeft: 3, isRevoked: true, isErased: false } },
      "The day to part with it is near",
      "Open the app on the phone once. Connect the phone to Wi-Fi first, and keep its screen on for a minute.",
    ],
    [
      { code: "handOverSoon", values: { ...handOver, daysLeft: 3, isRevoked: false, isErased: false } },
      "The day to part with it is near",
      "Revoke the certificates in the app on the old phone. They are erased in the same step.",
    ],
    [
      sample("handOverSafe"),
      "Safe to hand over",
      "There is nothing more to do about certificates. Delete photos and other data separately.",
    ],
    [
      { code: "handOverDoNow", values: { ...handOver, isRevoked: false } },
      "Don’t hand it over yet: do this now",
      "Revoke the certificates in the app on the old phone now. They are erased in the same step.",
    ],
    [
      { code: "handOverDoNow", values: { ...handOver, isRevoked: true } },
      "Don’t hand it over yet: do this now",
      "Open the app on the phone once. Connect the phone to Wi-Fi first, and keep its screen on for a minute.",
    ],
    [
      { code: "handOverPassed", values: { model, handOverOn: friday, isRevoked: true } },
      "The day to part with it has passed",
      "If you still have it, connect it to Wi-Fi and open the app. If you gave it to a shop, ask them to check that the certificates are erased.",
    ],
    [
      { code: "handOverPassed", values: { model, handOverOn: friday, isRevoked: false } },
      "The day to part with it has passed",
      "If you still have it, revoke the certificates in the app on it. If you don’t, revoke them on another phone or a PC with your My Number card.",
    ],
  ])("of a hand-over ($code, $values) says what to do", (message, title, todo) => {
    expect(render(message, english)).toMatchObject({ title, todo });
  });
});

test("a code comes with the minutes in which it counts, one or many", () => {
  const inEnglish = (minutes: number) =>
    render({ code: "contactCode", values: { code: "042917", minutes } }, english).short;
  expect(inEnglish(1)).toBe("Your code is 042917. Type it into the app within 1 minute. Tell it to nobody.");
  expect(inEnglish(10)).toBe(
    "Your code is 042917. Type it into the app within 10 minutes. Tell it to nobody.",
  );
  expect(render(sample("contactCode"), japanese).short).toBe(
    "確認コードは042917です。10分以内にアプリに入力してください。誰にも教えないでください。",
  );
});

describe("the model", () => {
  const bodyFor = (name: string) => render({ code: "notRevokedNewPhone", values: { model: name } }, english);

  test("is inserted as text, whatever it would mean as a format", () => {
    expect(bodyFor("{model, select, other {x}} #").body).toContain(
      "your old phone “{model, select, other {x}} #” are",
    );
  });

  test("can't become a link or a line of its own", () => {
    expect(bodyFor("Pixel\nhttps://evil.example").body).toContain("“Pixel https evil example” are");
  });

  test("is left out of the short text where it doesn't fit one SMS", () => {
    const name = "x".repeat(40);
    const { short, body } = render(
      { code: "closedUnverified", values: { model: name, closedAt: tuesday } },
      japanese,
    );
    expect(body).toContain(`「${name}」`);
    expect(short).toBe(
      "スマートフォンの電子証明書の削除は、確認せずに終わりました。手元にあれば、アプリを開いてください。",
    );
  });

  test("is left out of the short English text where its letters would halve an SMS", () => {
    expect(bodyFor("らくらくホン").short).toBe(
      "The certificates on your old phone are not revoked. If you do not need them any more, have them revoked.",
    );
  });
});
