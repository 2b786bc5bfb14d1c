import { expect, test } from "vitest";
import { identifications } from "../../functions/src/domain/identification.ts";

test("which identification suffices for what is typed here by hand: a release takes more than a hold", () => {
  expect(identifications).toEqual({
    personalDetails: { hold: true, release: false, needsWord: false },
    blockingWord: { hold: true, release: false, needsWord: true },
    callBack: { hold: true, release: false, needsWord: false },
    callBackAndWord: { hold: true, release: true, needsWord: true },
    documentCheck: { hold: true, release: true, needsWord: false },
  });
});
