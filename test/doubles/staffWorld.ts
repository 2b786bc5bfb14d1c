import type { Services } from "../../functions/src/admin/services.ts";
import { addStaff } from "../../functions/src/flow/addStaff.ts";
import { disableStaff } from "../../functions/src/flow/disableStaff.ts";
import { MemoryAccounts } from "./memoryAccounts.ts";
import { memoryPages } from "./memoryPages.ts";
import { World } from "./world.ts";

/** A world with accounts for staff. Addresses are made up. */
export class StaffWorld extends World {
  readonly accounts = new MemoryAccounts(this.clock);
  readonly services: Services = {
    transact: this.store.transact,
    read: this.store.read,
    accounts: this.accounts,
    pages: memoryPages(this.documents),
    clock: this.clock,
  };

  add(role: "agent" | "admin" = "agent", email = "ann@staff.example"): ReturnType<typeof addStaff> {
    return addStaff({ email, grant: { role } }, this.services);
  }

  disable(email = "ann@staff.example"): ReturnType<typeof disableStaff> {
    return disableStaff({ email }, this.services);
  }

  /** What the register's chain tells, in its order. */
  told(): unknown[] {
    const entries = this.documents.paths("audit").map((path) => this.documents.at(path) ?? {});
    const own = entries.filter(({ chain }) => chain === "registers/admin");
    own.sort((a, b) => Number(a.sequence) - Number(b.sequence));
    return own.map(({ act, subjects }) => [act, ...(Array.isArray(subjects) ? subjects : [])]);
  }
}
