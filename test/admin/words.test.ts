import { describe, expect, test } from "vitest";
import { commands } from "../../functions/src/admin/commands.ts";
import { readWords } from "../../functions/src/admin/words.ts";

const read = (line: string) => readWords(line.split(" ").filter(Boolean), commands);

describe("words that make sense", () => {
  test.each([
    ["staff list --local", { kind: "local", addressesFile: undefined }],
    ["staff list --stack /tmp/addresses.json", { kind: "local", addressesFile: "/tmp/addresses.json" }],
    ["staff list --project erase-prod-1", { kind: "project", projectId: "erase-prod-1" }],
  ])("%s says where", (line, target) => {
    expect(read(line)).toMatchObject({ target, isDryRun: false, isAgreed: false });
  });

  test("a change can be a dry run, or agreed to beforehand", () => {
    const line = "staff disable --id account-1 --local";
    expect(read(`${line} --dry-run`)).toMatchObject({ isDryRun: true, isAgreed: false });
    expect(read(`${line} --yes`)).toMatchObject({ isDryRun: false, isAgreed: true });
  });

  test.each(["", "--help", "staff", "staff --help", "staff add --help", "staff add --help --nonsense-free"])(
    "%j asks for help or is told what is wrong with it, and runs nothing",
    (line) => {
      if (line.includes("nonsense")) expect(() => read(line)).toThrow("Unknown option '--nonsense-free'");
      else expect(read(line)).toHaveProperty("help");
    },
  );
});

describe("words that make no sense are told so, with what to write instead:", () => {
  test.each([
    ["staf add", "There is no such command. npm run admin -- --help lists what there is."],
    ["staff add ann@staff.example --local", "There is no such command."],
    ["--local staff list", "The command comes first."],
    ["staff list", "Say where: --project ID for a Firebase project, --local for the local stack."],
    ["staff list --local --project erase-prod-1", "--project and a local stack exclude each other."],
    ["staff list --project demo-katazuke", "a demo project runs locally: --local."],
    ["staff list --project Erase_Prod", "--project takes a Firebase project's id"],
    ["staff list --local --dry-run", "Unknown option '--dry-run'"],
    ["staff list --local --email", "Unknown option '--email'"],
    ["staff add --role agent --local", "--email is missing: an e-mail address."],
    ["staff add --email ann --role agent --local", "--email takes an e-mail address."],
    ["staff add --email ann@staff.example --role boss --local", "--role takes agent, clerk, admin."],
    ["staff disable --local", "Say whom: --email or --id, one of the two."],
    ["staff disable --local --id a --email ann@staff.example", "Say whom: --email or --id, one of the two."],
    ["staff disable --local --id ../a", "--id takes an id as staff list shows it."],
    ["audit verify --local --holder a/b", "--holder takes a holder's id."],
    ["audit verify --local --holder", "Option '--holder <value>' argument missing"],
  ])("%s", (line, problem) => {
    expect(() => read(line)).toThrow(expect.objectContaining({ name: "UsageProblem" }));
    expect(() => read(line)).toThrow(problem);
  });

  test("what was given is never quoted: it may be an address", () => {
    expect(() => read("staff add --email ann@@staff.example --role agent --local")).toThrow(/^[^@]*$/);
  });
});
