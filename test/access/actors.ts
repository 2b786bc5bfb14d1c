import type { CaEventKind } from "../../functions/src/domain/caEvent.ts";
import { caTells } from "../doubles/partners.ts";
import type { Cast, Signer } from "./cast.ts";
import { fromAnywhere, onNewPhone, onPhone, releasing, telling } from "./channels.ts";
import { checkers, inCheck, openCheck } from "./clerks.ts";
import { finders, resetting } from "./makers.ts";
import { onceErased, proving, provingThere } from "./proofs.ts";
import { coding, declaring, listing, planning, type Session } from "./sessions.ts";
import { expiry, runExpiry, type Story } from "./story.ts";

/** Who tries, channel by channel; each tries once, and answers what was decided. */
export type Try = (story: Story) => Promise<unknown>;

/** Whoever signs with a certificate. */
const signers: Readonly<Record<string, (cast: Cast, story: Story) => Signer>> = {
  "holder's card": ({ card }) => card,
  "holder's card, its other certificate": ({ authenticationOfCard }) => authenticationOfCard,
  "holder's renewed card": ({ card }) => card,
  "holder's new card": ({ newCard }) => newCard,
  "card on the CA's list": ({ listed }) => listed,
  "another holder's card": ({ otherCard }) => otherCard,
  "card never used here": ({ unknownCard }) => unknownCard,
  "the phone": (_, { phone }) => phone.signing,
  "the phone, its other certificate": (_, { phone }) => phone.authentication,
  "holder's new phone": ({ newPhone }) => newPhone.signing,
  "another holder's phone": ({ otherPhone }) => otherPhone.signing,
  nobody: ({ selfMade }) => selfMade,
};

/** Finds how an actor tries on a channel; throws for a pair that there isn't. */
export function tryOf(channel: string, actor: string): Try {
  const found = channels[channel]?.(actor);
  if (!found) throw new Error(`nobody is called ${actor} on ${channel}`);
  return found;
}

/** How an actor who signs tries; a renewal comes first where there is to be a renewed card. */
function signing(actor: string, go: (story: Story, signer: Signer) => Promise<unknown>): Try | undefined {
  const pick = signers[actor];
  return pick && ((story) => go(story, pick(story.cast, story)));
}

/** What has to have happened before an actor can be one. */
export async function prepare(actor: string, story: Story): Promise<void> {
  const { world, cast } = story;
  await openCheck(actor, story);
  if (actor !== "holder's renewed card" && actor !== "holder's new card") return;
  const renewal = { cardId: cast.card.certificateId, newCardId: cast.newCard.certificateId };
  await caTells(world, { kind: "cardRenewed", ...renewal });
}

const channels: Readonly<Record<string, (actor: string) => Try | undefined>> = {
  newPhone: (actor) => signing(actor, (story, signer) => onNewPhone(story, signer, story.holderId)),
  "newPhone of another": (actor) =>
    signing(actor, (story, signer) => onNewPhone(story, signer, story.otherHolderId)),
  card: (actor) => signing(actor, fromAnywhere),
  oldPhone: (actor) => signing(actor, onPhone),
  "release by card": (actor) => signing(actor, releasing),
  hold: (actor) => holders[actor],
  release: (actor) => releasers[actor],
  "CA: cardRevoked": (actor) => tellers(actor, "cardRevoked"),
  "CA: cardExpired": (actor) => tellers(actor, "cardExpired"),
  "CA: holderDeceased": (actor) => tellers(actor, "holderDeceased"),
  "CA: detailsChanged": (actor) => tellers(actor, "detailsChanged"),
  "CA: cardRenewed": (actor) => tellers(actor, "cardRenewed"),
  "reset: started": (actor) => resetting(actor, { phase: "started", clears: "yes" }),
  "reset: completed": (actor) => resetting(actor, { phase: "completed", clears: "no" }),
  "reset: completed, which clears": (actor) => resetting(actor, { phase: "completed", clears: "yes" }),
  found: (actor) => finders[actor],
  expiry: (actor) => schedules[actor],
  list: (actor) => inSession(actor, listing),
  "declare: initialised": (actor) => inSession(actor, declaring("initialised")),
  "declare: destroyed": (actor) => inSession(actor, declaring("destroyed")),
  "declare: found": (actor) => inSession(actor, declaring("found")),
  "declare: stillUsed": (actor) => inSession(actor, declaring("stillUsed")),
  "hand-over: planned": (actor) => inSession(actor, planning(true)),
  "hand-over: taken back": (actor) => inSession(actor, planning(false)),
  "hand-over code": (actor) => inSession(actor, coding),
  check: (actor) => checkers[actor],
  pull: (actor) => inCheck(actor, (story, asked) => story.world.pull(...asked)),
  proof: (actor) => inSession(actor, proving),
  "proof, once erased": (actor) => inSession(actor, onceErased(proving)),
  "proof at the counter": (actor) => inCheck(actor, provingThere),
  "proof at the counter, once erased": (actor) => inCheck(actor, onceErased(provingThere)),
  initialised: (actor) => inCheck(actor, (story, asked) => story.world.initialised(...asked)),
};

/** Whoever is signed in, and for how long, minutes. */
const sessions: Readonly<Record<string, (story: Story) => Session>> = {
  "holder, just signed in": ({ holderId }) => ({ holderId, minutesAgo: 0 }),
  "holder, signed in ten minutes ago": ({ holderId }) => ({ holderId, minutesAgo: 10 }),
  "holder, signed in longer ago": ({ holderId }) => ({ holderId, minutesAgo: 11 }),
  "another holder, just signed in": ({ otherHolderId }) => ({ holderId: otherHolderId, minutesAgo: 0 }),
  "a member of staff, just signed in": () => ({ holderId: "agent-1", minutesAgo: 0 }),
};

function inSession(actor: string, go: (story: Story, session: Session) => Promise<unknown>): Try | undefined {
  const session = sessions[actor];
  return session && ((story) => go(story, session(story)));
}

const holders: Readonly<Record<string, Try>> = {
  agent: (story) => hold(story, story.cast.card),
  "agent, told another's card": (story) => hold(story, story.cast.otherCard),
  "agent, told a card never used": (story) => hold(story, story.cast.unknownCard),
};

function hold({ world, phone }: Story, { certificateId }: Signer): Promise<unknown> {
  const onlyPhoneOf = phone.signing.certificateId;
  return world.placeHold({ requestId: "request-number-2", certificateIds: [certificateId], onlyPhoneOf });
}

const releasers: Readonly<Record<string, Try>> = {
  "agent, saw a document": ({ world, holdId }) => world.releaseHold({ holdId }),
  "agent, called back": ({ world, holdId }) => world.releaseHold({ holdId, identifiedBy: "callBack" }),
  "agent, other hold's id": ({ world }) => world.releaseHold({ holdId: "1".repeat(64) }),
};

function tellers(actor: string, kind: CaEventKind): Try | undefined {
  const partners: Readonly<Record<string, keyof Cast["partners"]>> = {
    "the CA": "ca",
    "CA without the scope": "withoutScope",
    "CA, disabled": "disabled",
    "the SEI-TSM": "tsm",
    "nobody, as the CA": "unknown",
  };
  const name = partners[actor];
  return name && ((story) => telling(story, kind, story.cast.partners[name]));
}

const schedules: Readonly<Record<string, Try>> = {
  "the schedule, in time": ({ world }) => runExpiry(world),
  "the schedule, after it": ({ world }) => {
    world.setMinutes(expiry + 20);
    return runExpiry(world);
  },
};
