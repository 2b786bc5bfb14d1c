import { expect, test } from "vitest";
import { count, maskEmail, staffLine } from "../../functions/src/admin/lines.ts";
import { start } from "../doubles/samples.ts";

test("a masked address keeps its first letter and its domain", () => {
  expect(maskEmail("ann@staff.example")).toBe("a***@staff.example");
  expect(maskEmail("a@staff.example")).toBe("a***@staff.example");
});

test("a staff record is one line", () => {
  const record = { staffId: "account-1", state: "active", addedAt: start, changedAt: start } as const;
  expect(staffLine({ ...record, role: "agent" })).toBe("staff/account-1: agent, active since 2026-11-22");
  expect(staffLine({ ...record, role: "clerk", shopId: "shop-12", state: "disabled" })).toBe(
    "staff/account-1: clerk of shop shop-12, disabled since 2026-11-22",
  );
});

test("counts are in English", () => {
  expect([count(1, "break"), count(0, "break"), count(2, "entry"), count(1, "entry")]).toEqual([
    "1 break",
    "0 breaks",
    "2 entries",
    "1 entry",
  ]);
});
