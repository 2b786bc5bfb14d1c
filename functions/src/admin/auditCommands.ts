import { z } from "zod";
import type { RegisterId } from "../domain/register.ts";
import { verifyAudit } from "../flow/verifyAudit.ts";
import { auditBook } from "../store/auditBook.ts";
import { type Command, command, type Session } from "./command.ts";
import { count } from "./lines.ts";

const verify = command({
  words: "audit verify",
  tells:
    "Checks every chain of the audit from its beginning, and that no entry and no device is outside of one. Exit code 1 if anything doesn't fit.",
  isChange: false,
  options: { holder: { takes: "a holder's id", tells: "only this holder and the holder's devices" } },
  shape: z.strictObject({
    holder: z
      .string()
      .regex(/^(?!__)[A-Za-z0-9_-]{1,128}$/)
      .optional(),
  }),
  async run({ holder }, { services: { pages }, say }) {
    const book = auditBook(pages);
    const tell = ({ where, what }: { where: string; what: string }) => say(`BREAK ${where}: ${what}`);
    const { holders, devices, entries, breaks } = await verifyAudit({ holderId: holder }, { book, tell });
    const seen = [count(holders, "holder"), count(devices, "device"), count(entries, "entry")].join(", ");
    say(`Verified ${seen}: ${count(breaks, "break")}.`);
    if (holder === undefined) await sayRegisters(book, say);
    return breaks === 0 ? 0 : 1;
  },
});

const registers: Readonly<Record<RegisterId, string>> = {
  admin: "The register of staff and partners",
  refused: "The register of what they were refused",
};

/** Who can write to the database could replace a whole register; not what somebody noted of it elsewhere. */
async function sayRegisters(book: ReturnType<typeof auditBook>, say: Session["say"]): Promise<void> {
  const chains = Object.keys(registers).map((registerId) => `registers/${registerId}`);
  const found = await book.ownersAt(chains);
  for (const [registerId, what] of Object.entries(registers)) {
    const head = found.get(`registers/${registerId}`)?.record?.auditHead;
    if (head) say(`${what} ends at entry ${head.sequence}, hash ${head.hash}.`);
  }
}

/** The commands about the audit. */
export const auditCommands: readonly Command[] = [verify];
