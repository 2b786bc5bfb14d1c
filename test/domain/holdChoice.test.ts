import { describe, expect, test } from "vitest";
import {
  choose,
  countWrongTry,
  forgetWrongTries,
  type HoldChoice,
  isRightWord,
  normaliseWord,
} from "../../functions/src/domain/holdChoice.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const word = { salt: "salt", hash: "hash" };
const choice: HoldChoice = { holderId: "holder-1", word, wrongTries: 0 };

describe("a spoken word has one spelling:", () => {
  test.each([
    ["さくら", "さくら"],
    ["サクラ", "さくら"],
    ["ｻｸﾗ", "さくら"],
    ["ガンダム", "がんだむ"],
    ["ｶﾞﾝﾀﾞﾑ", "がんだむ"],
    ["Ｂｌｕｅ　Whale", "bluewhale"],
    [" blue\twhale ", "bluewhale"],
    ["ラーメン", "らーめん"],
    ["　 ", ""],
  ])("%j is %j", (said, spelling) => {
    expect(normaliseWord(said)).toBe(spelling);
  });
});

describe("the blocking word", () => {
  test("is right when the hash is, and only then", () => {
    expect(isRightWord(choice, "hash", start)).toBe(true);
    expect(isRightWord(choice, "other", start)).toBe(false);
    expect(isRightWord(choice, undefined, start)).toBe(false);
    expect(isRightWord({ holderId: "holder-1", wrongTries: 0 }, "hash", start)).toBe(false);
    expect(isRightWord(undefined, "hash", start)).toBe(false);
  });

  test("is locked for an hour by the fifth wrong try, even for who knows it", () => {
    let tried = choice;
    for (let number = 1; number <= 5; number += 1) {
      expect(isRightWord(tried, "hash", start)).toBe(true);
      tried = countWrongTry(tried, `try ${number}`, start);
    }
    expect(tried).toMatchObject({ wrongTries: 5, lockedUntil: minutesLater(60) });
    expect(isRightWord(tried, "hash", minutesLater(59))).toBe(false);
    expect(isRightWord(tried, "hash", minutesLater(60))).toBe(true);
  });

  test("that is locked isn't locked for longer by more tries, and afterwards they count from one", () => {
    const locked: HoldChoice = { ...choice, wrongTries: 5, lockedUntil: minutesLater(60) };
    expect(countWrongTry(locked, "try 6", minutesLater(30))).toBe(locked);
    const after = countWrongTry(locked, "try 7", minutesLater(60));
    expect(after).toEqual({ ...choice, wrongTries: 1, lastWrongTry: "try 7" });
  });

  test("counts a try that comes twice once, and forgets them all at the right word", () => {
    const once = countWrongTry(choice, "try 1", start);
    expect(countWrongTry(once, "try 1", minutesLater(1))).toBe(once);
    expect(forgetWrongTries(once)).toEqual(choice);
    expect(forgetWrongTries(choice)).toBe(choice);
  });
});

describe("choosing", () => {
  const tried: HoldChoice = { ...choice, escalateAfterDays: 7, wrongTries: 2, lastWrongTry: "try 2" };

  test("for the first time keeps what was said", () => {
    expect(choose("holder-1", undefined, { word, escalateAfterDays: 3 })).toEqual({
      ...choice,
      escalateAfterDays: 3,
    });
    expect(choose("holder-1", undefined, {})).toEqual({ holderId: "holder-1", wrongTries: 0 });
  });

  test("leaves alone what isn't said", () => {
    expect(choose("holder-1", tried, { escalateAfterDays: 9 })).toEqual({ ...tried, escalateAfterDays: 9 });
  });

  test("takes back what is said to be null", () => {
    expect(choose("holder-1", tried, { escalateAfterDays: null })).toEqual({
      ...choice,
      wrongTries: 2,
      lastWrongTry: "try 2",
    });
    expect(choose("holder-1", tried, { word: null })).toEqual({
      holderId: "holder-1",
      escalateAfterDays: 7,
      wrongTries: 0,
    });
  });

  test("a new word begins without wrong tries", () => {
    const another = { salt: "s", hash: "h" };
    expect(choose("holder-1", tried, { word: another })).toEqual({
      holderId: "holder-1",
      word: another,
      escalateAfterDays: 7,
      wrongTries: 0,
    });
  });
});
