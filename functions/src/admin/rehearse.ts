import { type AccountStep, newStaffId } from "../domain/staffAccount.ts";
import type { Shelf, Transact } from "../flow/ports.ts";
import type { StaffAccounts } from "../flow/staffPorts.ts";
import { capabilityLine, partnerLine, shopLine, staffLine } from "./lines.ts";
import type { AdminRecords, Services } from "./services.ts";

type Tell = (line: string) => void;

/**
 * The services with every change told, in the same words whether it is made or not. A rehearsal takes the same decisions
 * on the same records and makes none of the changes; that is what `--dry-run` is.
 */
export function telling(services: Services, tell: Tell, { isRehearsal }: { isRehearsal: boolean }): Services {
  const transact = isRehearsal ? services.read : services.transact;
  const does = !isRehearsal;
  return {
    ...services,
    transact: toldAfterwards(transact, { tell, does }),
    accounts: tellingAccounts(services.accounts, { tell, does, now: services.clock }),
  };
}

/** A transaction's body may run several times: what it would have told in vain is forgotten. */
function toldAfterwards(
  transact: Services["transact"],
  { tell, does }: { tell: Tell; does: boolean },
): Transact<keyof AdminRecords> {
  return async (body) => {
    let lines: string[] = [];
    const result = await transact((records) => {
      lines = [];
      return body(tellingRecords(records, { tell: (line) => lines.push(line), does }));
    });
    lines.forEach(tell);
    return result;
  };
}

function tellingRecords(
  { holders, staff, shops, partners, resetCapabilities, registers, audit }: AdminRecords,
  { tell, does }: { tell: Tell; does: boolean },
): AdminRecords {
  const shelf = <T>(own: Shelf<T>, line?: (record: T) => string): Shelf<T> => ({
    read: (id) => own.read(id),
    keep: (record) => {
      if (line) tell(line(record));
      if (does) own.keep(record);
    },
  });
  return {
    holders,
    staff: shelf(staff, (record) => `record ${staffLine(record)}`),
    shops: shelf(shops, (record) => `record ${shopLine(record)}`),
    partners: shelf(partners, (record) => `record ${partnerLine(record)}`),
    resetCapabilities: {
      ...shelf(resetCapabilities, (record) => `record ${capabilityLine(record)}`),
      all: () => resetCapabilities.all(),
    },
    registers: shelf(registers),
    audit: {
      keep: (entry) => {
        tell(`tell it in the audit: ${entry.act}`);
        if (does) audit.keep(entry);
      },
    },
  };
}

const stepLines = {
  disable: "disable the account",
  enable: "enable the account",
  vouchForEmail: "count the e-mail address as verified",
  setClaims: "set what the account's tokens say",
  endSessions: "end the account's sessions",
} as const satisfies Record<AccountStep["step"], string>;

function tellingAccounts(
  accounts: StaffAccounts,
  { tell, does, now }: { tell: Tell; does: boolean; now: () => Date },
): StaffAccounts {
  const unmade = () => ({
    staffId: newStaffId("new"),
    isDisabled: false,
    isEmailVerified: false,
    claims: {},
    signInsCountFrom: now(),
  });
  return {
    find: (name) => accounts.find(name),
    emailsOf: (staffIds) => accounts.emailsOf(staffIds),
    create: async (email) => {
      tell("make an account without a password");
      return does ? accounts.create(email) : unmade();
    },
    apply: async (staffId, step) => {
      tell(describeStep(step));
      if (does) await accounts.apply(staffId, step);
    },
    passwordLink: async (email) => {
      tell("make a link for setting the account's password");
      return does ? accounts.passwordLink(email) : "";
    },
  };
}

/** A change to an account in words. */
export function describeStep(step: AccountStep): string {
  if (step.step !== "setClaims") return stepLines[step.step];
  const { role, shopId } = step.claims;
  if (role === undefined) return `${stepLines.setClaims}: no role`;
  return `${stepLines.setClaims}: role ${role}${shopId === undefined ? "" : `, shop ${shopId}`}`;
}
