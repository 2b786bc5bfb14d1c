import { z } from "zod";
import { registerChain } from "../domain/auditChain.ts";
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
    if (holder === undefined) await sayRegister(book, say);
    return breaks === 0 ? 0 : 1;
  },
});

/** Who can write to the database could replace the whole register; not what somebody noted of it elsewhere. */
async function sayRegister(book: ReturnType<typeof auditBook>, say: Session["say"]): Promise<void> {
  const head = (await book.ownersAt([registerChain])).get(registerChain)?.record?.auditHead;
  if (head) say(`The register of staff and partners ends at entry ${head.sequence}, hash ${head.hash}.`);
}

/** The commands about the audit. */
export const auditCommands: readonly Command[] = [verify];
