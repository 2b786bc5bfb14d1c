import type { Random } from "../chaos/random.ts";
import { breakOne } from "./breakOne.ts";
import type { Cast } from "./cast.ts";
import type { Target } from "./endpoints.ts";
import { type Filling, fromSchema } from "./fromSchema.ts";
import { oddBody } from "./oddBodies.ts";
import { oddHeaders } from "./oddHeaders.ts";
import { oddPath } from "./oddPaths.ts";
import { nodeOf } from "./schemaNode.ts";
import { breakMessage, signMessage } from "./signedMessage.ts";
import type { WireRequest } from "./wire.ts";

/** A request, and in words what is odd about it. */
export interface Crafted {
  readonly request: WireRequest;
  readonly oddities: readonly string[];
}

interface Chance {
  readonly random: Random;
  readonly marker: string;
  /** Nothing is to be wrong with it. */
  readonly isRight?: boolean;
}

const twists = ["none", "content", "message", "message", "body", "body", "headers", "path", "bytes"] as const;
type Twist = (typeof twists)[number];

/** Makes a request to an endpoint: right, or wrong in one respect, sometimes with odd headers besides. */
export async function craft(target: Target, cast: Cast, chance: Chance): Promise<Crafted> {
  const { random, isRight = false } = chance;
  const twist = isRight
    ? "none"
    : random.pick(target.takes ? twists : (["none", "headers", "path", "bytes"] as const));
  const { value, oddities } = await messageFor(target, cast, { ...chance, twist });
  const sent = value === undefined ? undefined : Buffer.from(JSON.stringify(value) ?? "");
  const right: WireRequest = {
    method: target.method,
    path: target.path.replace(/:(\w+)/, (_, name: string) => cast.ids[name] ?? name),
    headers: [
      ...usualHeaders(target, cast, random),
      ...(sent ? [["content-type", "application/json"] as const] : []),
    ],
    body: sent,
  };
  const changed: Crafted[] = [{ request: right, oddities }];
  if (twist === "bytes") changed.push(oddBody(right, chance));
  if (twist === "path") changed.push(oddPath(right, target, chance));
  if (twist === "headers" || (!isRight && random.chance(0.1)))
    changed.push(oddHeaders(changed.at(-1)?.request ?? right, chance));
  return {
    request: changed.at(-1)?.request ?? right,
    oddities: changed.flatMap((one) => one.oddities),
  };
}

/** Each request comes from an address of its own: failed proofs are counted by address, and would soon all be answered 429. */
function usualHeaders(
  { as }: Target,
  { headers, agentHeaders, clerkHeaders }: Cast,
  random: Random,
): [string, string][] {
  const from: [string, string] = ["x-forwarded-for", `203.0.${random.whole(0, 255)}.${random.whole(1, 254)}`];
  const own = as === "agent" ? agentHeaders : as === "clerk" ? clerkHeaders : headers;
  return [from, ...Object.entries(own)];
}

/** The JSON to send and what is wrong with it; undefined for an endpoint that takes none. */
async function messageFor(
  { takes, signed = {}, isCallable }: Target,
  { signers, facts }: Cast,
  { random, marker, twist }: Chance & { twist: Twist },
): Promise<{ value: unknown; oddities: string[] }> {
  if (!takes) return { value: undefined, oddities: [] };
  const chances = { random, marker, faith: twist === "content" ? 0.85 : 1 };
  const names = Object.keys(signed);
  const broken = names.length > 0 ? random.pick(names) : "";
  const oddities = twist === "content" ? ["content that isn't true"] : [];
  const known: Record<string, unknown> = { ...facts };
  for (const [name, messages] of Object.entries(signed)) {
    const made = [];
    for (const message of messages) {
      const make = twist === "message" && name === broken ? breakMessage : signMessage;
      made.push(await make(message, signers[message.signer], chances));
    }
    oddities.push(...made.flatMap(({ what }) => (what === undefined ? [] : [`${name}: ${what}`])));
    made.forEach(({ jws }, i) => {
      known[messages.length > 1 ? `${name}[${i}]` : name] = jws;
    });
  }
  const filling: Filling = { ...chances, known };
  const whole = fromSchema(nodeOf(takes), filling);
  if (twist !== "body") return { value: isCallable ? { data: whole } : whole, oddities };
  const { value, what } = breakOne(isCallable ? { data: whole } : whole, random, marker);
  return { value, oddities: [...oddities, `body ${what}`] };
}
