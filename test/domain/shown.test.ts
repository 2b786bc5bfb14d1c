import { expect, test } from "vitest";
import type { Device } from "../../functions/src/domain/device.ts";
import { refresh } from "../../functions/src/domain/enrolment.ts";
import { lastShownAt, shownAt } from "../../functions/src/domain/shown.ts";
import { minutesLater, sampleDevice } from "../doubles/samples.ts";

const [signing = "", authentication = ""] = sampleDevice.certificateIds;

/** The device once it has registered with these certificates in that minute. */
function registered(device: Device, certificateIds: readonly string[], minute: number): Device {
  const at = minutesLater(minute);
  return refresh(device, { ...device, isProven: false, certificateIds, signedAt: at }, at);
}

function shown(device: Device) {
  return [shownAt(device, signing), shownAt(device, authentication)];
}

test("an enrolment shows all of its certificates", () => {
  expect(shown(sampleDevice)).toEqual([minutesLater(0), minutesLater(0)]);
});

test("a registration with one of them says nothing of the other, however often it comes", () => {
  const once = registered(sampleDevice, [authentication], 1);
  expect(shown(once)).toEqual([minutesLater(0), minutesLater(1)]);
  const twice = registered(once, [authentication], 2);
  expect(shown(twice)).toEqual([minutesLater(0), minutesLater(2)]);
  expect(lastShownAt(twice)).toEqual(minutesLater(2));
});

test("one with the other, and one with both, are each remembered", () => {
  const turned = registered(registered(sampleDevice, [authentication], 1), [signing], 2);
  expect(shown(turned)).toEqual([minutesLater(2), minutesLater(1)]);
  const both = registered(turned, [signing, authentication], 3);
  expect([both.shownBefore, ...shown(both)]).toEqual([[], minutesLater(3), minutesLater(3)]);
});

test("what was signed early and came late was shown when it was signed, and by a clock that is ahead when it came", () => {
  const late = { ...sampleDevice, pushTarget: { ...sampleDevice.pushTarget, seenAt: minutesLater(9) } };
  expect(shownAt(late, signing)).toEqual(minutesLater(0));
  expect(shownAt({ ...late, registrationSignedAt: minutesLater(20) }, signing)).toEqual(minutesLater(9));
});
