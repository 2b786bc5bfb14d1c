import { expect, test } from "vitest";
import { putBackMark } from "../../functions/src/domain/putBackMark.ts";
import { minutesLater, start } from "../doubles/samples.ts";

const edited = { state: "valid", at: start };
const restored = { state: "revoked", at: start, holds: [{ holdId: "one", heldAt: start }] };
const mark = putBackMark("certificates/1", edited, restored);

test("the mark of a document that was put back is the same in whatever order its fields come, with or without the mark", () => {
  const { state, at, holds } = restored;
  const again = { holds, editPutBackMark: mark, at, state, editPutBackAt: start };
  expect(putBackMark("certificates/1", { at: start, state: "valid" }, again)).toBe(mark);
});

test("the mark is another one for another document, another edit, and other content however deep", () => {
  const others = [
    putBackMark("certificates/2", edited, restored),
    putBackMark("certificates/1", { ...edited, state: "expired" }, restored),
    putBackMark("certificates/1", undefined, restored),
    putBackMark("certificates/1", edited, { ...restored, state: "valid" }),
    putBackMark("certificates/1", edited, { ...restored, holds: [{ holdId: "two", heldAt: start }] }),
    putBackMark("certificates/1", edited, { ...restored, at: minutesLater(1) }),
  ];
  expect(new Set([mark, ...others]).size).toBe(7);
});

test("a mark can be made of whatever a person puts into a document", () => {
  class Reference {
    readonly client: unknown = this;
    get path(): string {
      return "wipes/1";
    }
  }
  const odd = { bytes: new Uint8Array([1]), nothing: null, number: Number.NaN, reference: new Reference() };
  expect(putBackMark("wipes/1", odd, odd)).toMatch(/^[0-9a-f]{64}$/);
});
