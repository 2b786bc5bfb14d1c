import type { ActingPhone, Cast } from "./cast.ts";
import { insistently } from "./insistently.ts";
import { troubles } from "./troubles.ts";

/** Ends a phone's trouble, as its plan has it: silently, or with its app started and registered again. */
export async function comeBack({ client }: Cast, { planned, phone }: ActingPhone): Promise<void> {
  const { end } = troubles[planned.trouble];
  if (planned.returns !== "byApp") {
    await client.flip(phone, end);
    return;
  }
  // Asleep, it erases nothing between our look and the registration, which would fill slots that have been emptied.
  const { secureElement } = await client.flip(phone, { ...end, asleep: true });
  const isErased = secureElement.signing.isEmpty || secureElement.authentication.isEmpty;
  if (!isErased) await insistently(() => client.enrol(phone));
  await client.flip(phone, { asleep: false });
}
