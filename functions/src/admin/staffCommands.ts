import { z } from "zod";
import { isRefused } from "../domain/refusal.ts";
import { type Staff, staffRoles } from "../domain/staff.ts";
import { addStaff } from "../flow/addStaff.ts";
import { disableStaff } from "../flow/disableStaff.ts";
import { showStaff } from "../flow/showStaff.ts";
import { staffPages } from "../store/adminPages.ts";
import { type Command, command, type OptionTexts, type Session } from "./command.ts";
import { maskEmail, staffLine } from "./lines.ts";
import { describeStep } from "./rehearse.ts";

const email = z.email();
const id = z.string().regex(/^(?!__)[A-Za-z0-9_-]{1,128}$/);
const nameTexts: OptionTexts = {
  email: { takes: "an e-mail address", tells: "whom" },
  id: { takes: "an id as staff list shows it", tells: "whom, by the account's id" },
};
const Name = z
  .strictObject({ email: email.optional(), id: id.optional() })
  .transform(({ email: address, id: staffId }, context) => {
    if (address !== undefined && staffId === undefined) return { email: address };
    if (staffId !== undefined && address === undefined) return { staffId };
    context.addIssue("Say whom: --email or --id, one of the two.");
    return z.NEVER;
  });

const add = command({
  words: "staff add",
  tells:
    "Makes somebody staff, or changes their role; prints a link for setting a password. A repeat changes nothing.",
  isChange: true,
  options: {
    email: { takes: "an e-mail address", tells: "what they sign in with", isNeeded: true },
    role: { takes: staffRoles.join(", "), tells: "what they may do", isNeeded: true },
    shop: { takes: "a shop's id", tells: "a clerk's shop, made by shop add" },
  },
  shape: z.strictObject({ email, role: z.enum(staffRoles), shop: z.string().optional() }),
  async run({ email: address, role, shop }, { services, say }) {
    const grant = { role, ...(shop === undefined ? {} : { shopId: shop }) };
    const added = await addStaff({ email: address, grant }, services);
    if (isRefused(added)) return added;
    say(staffLine(added.staff));
    say("They set their password here; whoever has this link can, so give it to nobody else:");
    say(added.passwordLink);
    return 0;
  },
});

const show = command({
  words: "staff show",
  tells: "Says what somebody may do, and whether their account is as recorded.",
  isChange: false,
  options: nameTexts,
  shape: Name,
  async run(name, { services: { accounts, read }, say }) {
    const shown = await showStaff(name, { accounts, transact: read });
    if (isRefused(shown)) return shown;
    say(staffLine(shown.staff));
    if (!shown.account) say("The account is gone.");
    else if (shown.lacks.length === 0) say("The account is as recorded.");
    for (const step of shown.lacks) say(`The account isn't as recorded. Left to do: ${describeStep(step)}.`);
    return 0;
  },
});

const disable = command({
  words: "staff disable",
  tells: "Takes everything from somebody at once: account, role, sessions. staff add brings them back.",
  isChange: true,
  options: nameTexts,
  shape: Name,
  async run(name, { services, say }) {
    const staff = await disableStaff(name, services);
    if (isRefused(staff)) return staff;
    say(staffLine(staff));
    return 0;
  },
});

const list = command({
  words: "staff list",
  tells: "Lists who is or was staff, with masked e-mail addresses.",
  isChange: false,
  options: { emails: { tells: "show whole e-mail addresses" } },
  shape: z.strictObject({ emails: z.boolean().default(false) }),
  async run({ emails }, session) {
    for await (const page of staffPages(session.services.pages)) await sayAll(page, emails, session);
    return 0;
  },
});

async function sayAll(page: readonly Staff[], isWhole: boolean, { services, say }: Session): Promise<void> {
  const emails = await services.accounts.emailsOf(page.map(({ staffId }) => staffId));
  for (const staff of page) {
    const address = emails.get(staff.staffId);
    const shown = address === undefined ? "no account" : isWhole ? address : maskEmail(address);
    say(`${staffLine(staff)}, ${shown}`);
  }
}

/** The commands about staff. */
export const staffCommands: readonly Command[] = [add, show, disable, list];
