import { expect, test } from "vitest";
import { showStaff } from "../../functions/src/flow/showStaff.ts";
import { StaffWorld } from "../doubles/staffWorld.ts";

test("a member of the staff is shown with what the account lacks to be as recorded", async () => {
  const world = new StaffWorld();
  await world.add("agent");
  expect(await showStaff({ staffId: "staff-1" }, world.services)).toMatchObject({ lacks: [] });
  await world.accounts.apply("staff-1", { step: "setClaims", claims: { role: "admin" } });
  expect(await showStaff({ email: "ann@staff.example" }, world.services)).toMatchObject({
    staff: { role: "agent" },
    lacks: [{ step: "setClaims", claims: { role: "agent" } }],
  });
});

test("who isn't on record is refused", async () => {
  const shown = await showStaff({ staffId: "staff-1" }, new StaffWorld().services);
  expect(shown).toMatchObject({ refused: "malformed_request" });
});
