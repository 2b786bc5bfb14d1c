import { type AccountStep, newStaffId, type StaffAccount } from "../../functions/src/domain/staffAccount.ts";
import type { Clock } from "../../functions/src/flow/ports.ts";
import type { AccountName, StaffAccounts } from "../../functions/src/flow/staffPorts.ts";

interface Kept extends StaffAccount {
  readonly email: string;
}

/** Sign-in accounts in memory. `before` runs ahead of every change, by its name; a test may look, or throw as a crash does. */
export class MemoryAccounts implements StaffAccounts {
  readonly kept = new Map<string, Kept>();
  readonly made: string[] = [];
  before: (change: string) => void = () => {};
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async find(name: AccountName): Promise<StaffAccount | undefined> {
    return [...this.kept.values()].find(({ email, staffId }) =>
      "email" in name ? email === name.email : staffId === name.staffId,
    );
  }

  async create(email: string): Promise<StaffAccount> {
    this.#change("create");
    return this.#keep(newStaffId(String(this.kept.size + 1)), email);
  }

  /** Somebody signs up by themselves, under an id that they don't choose. */
  signUp(email: string): StaffAccount {
    return this.#keep(`account-${this.kept.size + 1}`, email);
  }

  #keep(staffId: string, email: string): StaffAccount {
    const account = {
      staffId,
      email,
      isDisabled: false,
      isEmailVerified: false,
      claims: {},
      signInsCountFrom: this.#now(),
    };
    this.kept.set(staffId, account);
    return account;
  }

  async apply(staffId: string, step: AccountStep): Promise<void> {
    this.#change(step.step);
    const account = this.kept.get(staffId);
    if (!account) throw new Error("auth/user-not-found");
    this.kept.set(staffId, { ...account, ...this.#changed(step) });
  }

  async passwordLink(email: string): Promise<string> {
    this.#change("passwordLink");
    return `https://auth.example/set-password?for=${email.length}`;
  }

  async emailsOf(staffIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return new Map(
      staffIds.flatMap((id) => {
        const account = this.kept.get(id);
        return account ? [[id, account.email]] : [];
      }),
    );
  }

  #change(name: string): void {
    this.before(name);
    this.made.push(name);
  }

  #changed(step: AccountStep): Partial<Kept> {
    if (step.step === "setClaims") return { claims: step.claims };
    if (step.step === "vouchForEmail") return { isEmailVerified: true };
    if (step.step === "endSessions") return { signInsCountFrom: this.#now() };
    return { isDisabled: step.step === "disable" };
  }

  /** Firebase Auth counts whole seconds. */
  #now(): Date {
    return new Date(Math.floor(this.#clock().getTime() / 1000) * 1000);
  }
}
