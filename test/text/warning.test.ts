import { expect, test } from "vitest";
import { warning } from "../../functions/src/text/warning.ts";

test("the warning says in both languages that remote erasure may fail, and advises no reset: that may not help", () => {
  expect(warning({ code: "remoteErasureMayFail", values: {} })).toEqual({
    code: "remoteErasureMayFail",
    ja: "旧端末の電子証明書は、遠隔操作では削除されないことがあります。旧端末がお手元にあるときは、電源を入れ、インターネットに接続し、画面をつけたままにしてください。削除されるまでは、手放さないでください。",
    en: "The certificates on the old phone may not be erased remotely. If you have the old phone, switch it on, connect it to the internet and keep its screen on. Don’t part with it before they are erased.",
  });
});

test("what happens next is told with the time that the schedule makes true", () => {
  const { code, ja, en } = warning({
    code: "whatHappensNext",
    values: { expectedWithin: 48 * 3_600_000, ifNotErased: "initialise" },
  });
  expect(code).toBe("whatHappensNext");
  expect(ja).toBe(
    "電子証明書は、失効するとすぐに使えなくなります。そのあと、旧端末の中の電子証明書を遠隔操作で削除します。旧端末の電源が入っていて、インターネットにつながり、画面がついていれば、48時間以内に削除される見込みです。電源が切れているあいだは削除できませんが、つながるまで何度も試みます。旧端末がお手元にあるときは、電源を入れ、Wi-Fiにつないで、画面をつけておいてください。削除されないときは、旧端末を初期化してください。",
  );
  expect(en).toBe(
    "Once revoked, the certificates can’t be used any more. Then they are erased from the old phone remotely. If it is switched on, connected to the internet and its screen is on, expect that within 48 hours. While it is off they can’t be erased; we keep trying until it is connected. If you have the old phone, switch it on, connect it to Wi-Fi and keep its screen on. If the certificates are not erased, initialise the old phone.",
  );
});

test("initialising is only advised where it helps", () => {
  const { ja, en } = warning({
    code: "whatHappensNext",
    values: { expectedWithin: 60_000, ifNotErased: "askShop" },
  });
  expect(ja).toMatch(/削除されないときは、旧端末を手放す前に、携帯ショップに相談してください。$/);
  expect(en).toMatch(/ask a phone shop for help before you part with the old phone\.$/);
  expect(`${ja}${en}`).not.toMatch(/初期化|initialise/);
});
