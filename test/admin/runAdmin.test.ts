import { beforeEach, describe, expect, test } from "vitest";
import { auditIdOf } from "../../functions/src/domain/auditChain.ts";
import { AdminTerminal } from "../doubles/adminTerminal.ts";

let terminal: AdminTerminal;
beforeEach(() => {
  terminal = new AdminTerminal();
});

const add = "staff add --email ann@staff.example --role agent";
const real = "--project erase-prod-1";

describe("on a local stack", () => {
  test("a change is made at once, told step by step, with the link at the end", async () => {
    expect(await terminal.type(`${add} --local`)).toBe(0);
    expect(terminal.said).toEqual([
      "In the local stack:",
      "  make an account without a password",
      "  record staff/staff-1: agent, active since 2026-11-22",
      "  tell it in the audit: staffAdded",
      "  count the e-mail address as verified",
      "  set what the account's tokens say: role agent",
      "  make a link for setting the account's password",
      "staff/staff-1: agent, active since 2026-11-22",
      "They set their password here; whoever has this link can, so give it to nobody else:",
      "https://auth.example/set-password?for=17",
    ]);
    expect(terminal.asked).toEqual([]);
    expect(terminal.closed).toBe(1);
  });

  test("a dry run tells the same and does nothing", async () => {
    expect(await terminal.type(`${add} --local --dry-run`)).toBe(0);
    expect(terminal.said).toEqual([
      "This would, in the local stack:",
      "  make an account without a password",
      "  record staff/staff-new: agent, active since 2026-11-22",
      "  tell it in the audit: staffAdded",
      "  count the e-mail address as verified",
      "  set what the account's tokens say: role agent",
      "  make a link for setting the account's password",
    ]);
    expect(terminal.world.accounts.made).toEqual([]);
    expect(terminal.world.documents.writes).toBe(0);
  });

  test("a dry run of what is done already says so", async () => {
    await terminal.type(`${add} --local`);
    await terminal.type("staff disable --id staff-1 --local");
    await terminal.type("staff disable --id staff-1 --local --dry-run");
    expect(terminal.said).toEqual(["This would change nothing."]);
  });

  test("a dry run is refused where the change would be", async () => {
    expect(await terminal.type("staff add --email a@b.example --role clerk --local --dry-run")).toBe(1);
    expect(terminal.complained).toEqual(["Refused: A clerk needs a shop: say which."]);
  });
});

test("a clerk of a shop that isn't there is refused, also in a dry run, with how to make the shop", async () => {
  const clerk = "staff add --email a@b.example --role clerk --shop shop-12 --local";
  for (const line of [clerk, `${clerk} --dry-run`]) {
    expect(await terminal.type(line)).toBe(1);
    expect(terminal.complained).toEqual([
      "Refused: There is no such shop. Register it first with `shop add --id ID`; `shop list` shows which there are.",
    ]);
  }
  expect(terminal.world.accounts.made).toEqual([]);
});

describe("in a project", () => {
  test("a change is shown first, and made once its id was typed", async () => {
    terminal.answer = async () => {
      expect(terminal.said[0]).toBe("This would, in project erase-prod-1:");
      expect(terminal.world.documents.writes).toBe(0);
      return "erase-prod-1";
    };
    expect(await terminal.type(`${add} ${real}`)).toBe(0);
    expect(terminal.said).toContain("In project erase-prod-1:");
    expect(terminal.asked).toEqual(["Type the project's id to do this: "]);
    expect(terminal.world.told()).toHaveLength(1);
  });

  test.each(["", "yes", "erase-prod-2"])("nothing is done on the answer %j", async (answer) => {
    terminal.answer = async () => answer;
    expect(await terminal.type(`${add} ${real}`)).toBe(1);
    expect(terminal.complained).toEqual(["Nothing was done."]);
    expect(terminal.world.accounts.made).toEqual([]);
    expect(terminal.world.documents.writes).toBe(0);
  });

  test("--yes agrees beforehand", async () => {
    expect(await terminal.type(`${add} ${real} --yes`)).toBe(0);
    expect(terminal.asked).toEqual([]);
    expect(terminal.world.told()).toHaveLength(1);
  });

  test("a dry run asks nothing and changes nothing, even with --yes", async () => {
    expect(await terminal.type(`${add} ${real} --dry-run --yes`)).toBe(0);
    expect(terminal.asked).toEqual([]);
    expect(terminal.world.documents.writes).toBe(0);
  });

  test("what only looks doesn't ask", async () => {
    expect(await terminal.type(`staff list ${real}`)).toBe(0);
    expect(terminal.asked).toEqual([]);
  });
});

test("the list masks addresses unless it is asked not to, and shows who has no account any more", async () => {
  await terminal.type(`${add} --local`);
  await terminal.type("shop add --id shop-12 --local");
  await terminal.type("staff add --email bob@staff.example --role clerk --shop shop-12 --local");
  terminal.world.accounts.kept.delete("staff-2");
  await terminal.type("staff list --local");
  expect(terminal.said).toEqual([
    "staff/staff-1: agent, active since 2026-11-22, a***@staff.example",
    "staff/staff-2: clerk of shop shop-12, active since 2026-11-22, no account",
  ]);
  await terminal.type("staff list --emails --local");
  expect(terminal.said[0]).toBe("staff/staff-1: agent, active since 2026-11-22, ann@staff.example");
});

test("somebody is shown with what their account lacks", async () => {
  await terminal.type(`${add} --local`);
  await terminal.type("staff show --email ann@staff.example --local");
  expect(terminal.said[1]).toBe("The account is as recorded.");
  await terminal.world.accounts.apply("staff-1", { step: "setClaims", claims: { role: "admin" } });
  await terminal.type("staff show --id staff-1 --local");
  expect(terminal.said[1]).toBe(
    "The account isn't as recorded. Left to do: set what the account's tokens say: role agent.",
  );
  expect(await terminal.type("staff show --id nobody --local")).toBe(1);
});

test("a whole audit is exit code 0, a broken one 1, with every break and where the register ends", async () => {
  await terminal.world.revoked();
  await terminal.type(`${add} --local`);
  expect(await terminal.type("audit verify --local")).toBe(0);
  expect(terminal.said).toEqual([
    "Verified 1 holder, 1 device, 4 entries: 0 breaks.",
    expect.stringMatching(/^The register of staff and partners ends at entry 1, hash [0-9a-f]{64}\.$/),
  ]);
  const [holder = ""] = terminal.world.documents.paths("holders");
  terminal.world.documents.remove(`audit/${auditIdOf(holder, 1)}`);
  expect(await terminal.type("audit verify --local")).toBe(1);
  expect(terminal.said.slice(0, 2)).toEqual([
    `BREAK ${holder}: entry 2 follows 0`,
    "Verified 1 holder, 1 device, 3 entries: 1 break.",
  ]);
});

describe("what goes wrong", () => {
  test("words that make no sense are exit code 2, and nothing is connected to", async () => {
    expect(await terminal.type("staff add")).toBe(2);
    expect(terminal.connected).toEqual([]);
  });

  test("a failure of Firebase Auth is told by its code or its remedy, and never by what it says", async () => {
    const failing = (code: string) => () => {
      throw Object.assign(new Error("about ann@staff.example"), { code });
    };
    terminal.world.accounts.before = failing("auth/operation-not-allowed");
    expect(await terminal.type(`${add} --local`)).toBe(1);
    expect(terminal.complained).toEqual([
      "Sign-in by e-mail and password is switched off: Firebase console, Authentication, Sign-in method.",
    ]);
    terminal.world.accounts.before = failing("auth/internal-error");
    await terminal.type(`${add} --local`);
    expect(terminal.complained).toEqual([
      "It failed with auth/internal-error. Repeating the command does no harm.",
    ]);
    expect(terminal.closed).toBe(2);
  });
});

test("help tells every command, and of one command every option", async () => {
  expect(await terminal.type("--help")).toBe(0);
  const [all = ""] = terminal.said;
  for (const words of ["staff add", "staff show", "staff disable", "staff list", "audit verify"])
    expect(all).toContain(`  ${words} `);
  await terminal.type("staff add --help");
  const [one = ""] = terminal.said;
  for (const option of ["email", "role", "shop", "project", "local", "stack", "dry-run", "yes", "help"])
    expect(one).toContain(`  --${option} `);
});
