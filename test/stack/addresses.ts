import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { z } from "zod";
import { noStackIn, stackOver } from "../../functions/src/admin/localStack.ts";
import { PartnerJwk } from "../../functions/src/contract/partner.ts";
import { parseJson } from "./parseJson.ts";
import { StackProblem } from "./problem.ts";
import { isAlive, readRunNote } from "./runNote.ts";

/** Where everything of a running stack is; also what `.stack/<run>/addresses.json` holds. */
export const StackAddresses = z.strictObject({
  projectId: z.string(),
  region: z.string(),
  functionsUrl: z.url(),
  hostingUrl: z.url(),
  firestoreHost: z.string(),
  authHost: z.string(),
  fcm: z.strictObject({ endpoint: z.string(), control: z.string(), caFile: z.string() }),
  tasks: z.strictObject({ endpoint: z.string(), control: z.string() }),
  authorities: z.strictObject({
    url: z.url(),
    cardCa: z.base64(),
    phoneCa: z.base64(),
    keys: z.array(PartnerJwk),
  }),
  tsm: z.strictObject({ url: z.url(), keys: z.array(PartnerJwk) }),
  maker: z.strictObject({ url: z.url(), keys: z.array(PartnerJwk) }),
  phones: z.strictObject({ url: z.url() }),
  sms: z.strictObject({ url: z.url() }),
  outbox: z.strictObject({ url: z.url() }),
  /** The Auth emulator with authenticator apps as second factors: what the pages sign in with. */
  totp: z.strictObject({ url: z.url() }),
});

/** Where everything of a running stack is. URLs have no slash at the end, hosts are `host:port`. */
export type StackAddresses = Readonly<z.output<typeof StackAddresses>>;

/** The addresses that are known before the functions start: all but those of what needs them started. */
export type EarlyAddresses = Omit<StackAddresses, "phones" | "outbox" | "totp">;

/** The addresses of the stack that the tests run on; throws when there is none, so that they fail and don't skip. */
export function addressesOfStack(): StackAddresses {
  const file = process.env.KATAZUKE_STACK;
  if (file) return readAddresses(file);
  throw new StackProblem(
    "No stack is running: KATAZUKE_STACK names no addresses.json. `npm test` starts one.",
  );
}

/** The addresses in a file that a run wrote. Throws a StackProblem that says what to do where there is none, or the run is over. */
export function readAddresses(file: string): StackAddresses {
  const addresses = StackAddresses.safeParse(parseJson(readText(file))).data;
  if (!addresses) throw new StackProblem(noStackIn(file));
  const note = readRunNote(dirname(file));
  if (note && !isAlive(note)) throw new StackProblem(stackOver(file));
  return addresses;
}

/** The same, with the stack asked whether it is there: the number of an ended process is given to others. */
export async function findStack(file: string): Promise<StackAddresses> {
  const addresses = readAddresses(file);
  const answer = fetch(`${addresses.phones.url}/phones`, { signal: AbortSignal.timeout(5000) });
  const isUp = await answer.then(
    ({ ok }) => ok,
    () => false,
  );
  if (isUp) return addresses;
  throw new StackProblem(stackOver(file));
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
