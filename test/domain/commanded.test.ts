import { expect, test } from "vitest";
import { commandedOf } from "../../functions/src/domain/commanded.ts";
import { sampleAuthentication, sampleSigning, sampleWipe } from "../doubles/samples.ts";

const [first, second] = sampleWipe.certificates;

test("a wipe of what is stopped is commanded as it is", () => {
  expect(commandedOf(sampleWipe, [])).toEqual({ wipe: sampleWipe, stopped: [first, second] });
});

test("what is in force is left out of what a phone is commanded to erase, and stays listed", () => {
  expect(commandedOf(sampleWipe, [sampleSigning])).toEqual({ wipe: sampleWipe, stopped: [second] });
});

test("it goes by the thumbprint, whatever the id that an edit wrote beside it", () => {
  const certificates = sampleWipe.certificates.map((one) => ({ ...one, certificateId: "f".repeat(64) }));
  const wipe = { ...sampleWipe, certificates };
  expect(commandedOf(wipe, [sampleSigning])?.stopped).toEqual([certificates[1]]);
});

test("where all of it is in force there is nothing to command", () => {
  expect(commandedOf(sampleWipe, [sampleSigning, sampleAuthentication])).toBeUndefined();
});
