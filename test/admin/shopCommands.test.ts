import { beforeEach, expect, test } from "vitest";
import { AdminTerminal } from "../doubles/adminTerminal.ts";

let terminal: AdminTerminal;
beforeEach(() => {
  terminal = new AdminTerminal();
});

test("a shop is registered, changed, shut out, let in again and listed, and each is told once", async () => {
  expect(await terminal.type("shop add --id shop-12 --name Kita --local")).toBe(0);
  expect(terminal.said.at(-1)).toBe("shops/shop-12: Kita, active since 2026-11-22");
  await terminal.type("shop add --id shop-12 --name Kita --local");
  expect(await terminal.type("shop add --id shop-12 --name Kita --two-people --local")).toBe(0);
  expect(await terminal.type("shop disable --id shop-12 --local")).toBe(0);
  await terminal.type("shop disable --id shop-12 --local");
  await terminal.type("shop list --local");
  expect(terminal.said).toEqual([
    "shops/shop-12: Kita, disabled since 2026-11-22, an initialisation takes two clerks",
  ]);
  expect(await terminal.type("shop enable --id shop-12 --local")).toBe(0);
  expect(terminal.world.told()).toEqual([
    ["shopRegistered", "shops/shop-12"],
    ["shopChanged", "shops/shop-12"],
    ["shopDisabled", "shops/shop-12"],
    ["shopEnabled", "shops/shop-12"],
  ]);
  expect(await terminal.type("audit verify --local")).toBe(0);
});

test("a shop's name stands for it unless told, and a change of a shut shop doesn't let it in", async () => {
  await terminal.type("shop add --id shop-12 --local");
  await terminal.type("shop disable --id shop-12 --local");
  await terminal.type("shop add --id shop-12 --name Kita --local");
  expect(await terminal.type("shop show --id shop-12 --local")).toBe(0);
  expect(terminal.said).toEqual(["shops/shop-12: Kita, disabled since 2026-11-22"]);
});

test("a dry run tells what would be kept and keeps nothing", async () => {
  await terminal.type("shop add --id shop-12 --local --dry-run");
  expect(terminal.said).toEqual([
    "This would, in the local stack:",
    "  record shops/shop-12: shop-12, active since 2026-11-22",
    "  tell it in the audit: shopRegistered",
  ]);
  expect(terminal.world.documents.writes).toBe(0);
});

test("a shop that isn't there, and an id that can't be one, are refused", async () => {
  for (const what of ["show", "disable", "enable"])
    expect(await terminal.type(`shop ${what} --id shop-9 --local`)).toBe(1);
  expect(await terminal.type("shop add --id shop/../9 --local")).toBe(2);
});
