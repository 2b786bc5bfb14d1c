import { byClerk } from "./rowsOfClerks.ts";
import { byFinders, byMakers } from "./rowsOfMakers.ts";
import { proofs } from "./rowsOfProofs.ts";
import { bySession } from "./rowsOfSessions.ts";
import type { State } from "./story.ts";

/**
 * A channel, who tries on it, and what comes of it when the old phone's certificates are valid, on hold, revoked, expired;
 * a single outcome is the same in every state. An outcome is a refusal, or what the signing and the authentication
 * certificate are then, whether a wipe is open, and what the audit is told.
 */
export type Row = readonly [
  channel: string,
  actor: string,
  ...outcomes: readonly [string] | readonly [string, string, string, string],
];

const states = ["valid", "onHold", "revoked", "expired"] as const;

const validAsBefore = "valid valid, no wipe, nothing told";
const heldAsBefore = "onHold onHold, no wipe, nothing told";
const ended = "revoked revoked, wipe, certificatesRevoked";
const endedBefore = "revoked revoked, wipe, nothing told";
const wiped = "expired expired, wipe, certificatesRevoked";
const held = "onHold onHold, no wipe, certificatesHeld";
const released = "revoked valid, wipe, holdReleased";
const expired = "expired expired, wipe, certificateExpired certificateExpired";
const expiredBefore = "expired expired, wipe, nothing told";

/** By card, from a PC or another phone (1-1): only the present card of this holder. */
const byCard: readonly Row[] = [
  ["card", "holder's card", ended, ended, ended, wiped],
  ["card", "holder's new card", ended, ended, ended, wiped],
  ["card", "holder's renewed card", "card_revoked"],
  ["card", "card on the CA's list", "card_revoked"],
  ["card", "holder's card, its other certificate", "chain_untrusted"],
  ["card", "another holder's card", "device_unknown"],
  ["card", "card never used here", "device_unknown"],
  ["card", "the phone", "chain_untrusted"],
  ["card", "holder's new phone", "chain_untrusted"],
  ["card", "another holder's phone", "chain_untrusted"],
  ["card", "nobody", "chain_untrusted"],
];

/** By card on the new phone (1-1): besides, the card has to be that of the session. */
const onNewPhone: readonly Row[] = [
  ["newPhone", "holder's card", ended, ended, ended, wiped],
  ["newPhone", "holder's new card", ended, ended, ended, wiped],
  ["newPhone", "holder's renewed card", "card_revoked"],
  ["newPhone", "card on the CA's list", "card_revoked"],
  ["newPhone", "holder's card, its other certificate", "chain_untrusted"],
  ["newPhone", "another holder's card", "card_of_another_holder"],
  ["newPhone", "card never used here", "device_unknown"],
  ["newPhone", "the phone", "chain_untrusted"],
  ["newPhone", "holder's new phone", "chain_untrusted"],
  ["newPhone", "another holder's phone", "chain_untrusted"],
  ["newPhone", "nobody", "chain_untrusted"],
  ["newPhone of another", "holder's card", "card_of_another_holder"],
  ["newPhone of another", "another holder's card", "device_unknown"],
];

/** On the old phone (2-1): only what is in it, while it stands. A revoked signature isn't believed any more. */
const onPhone: readonly Row[] = [
  ["oldPhone", "the phone", ended, ended, "certificate_revoked", "chain_expired"],
  ["oldPhone", "the phone, its other certificate", ended, ended, "certificate_revoked", "chain_expired"],
  ["oldPhone", "holder's new phone", "certificate_unknown"],
  ["oldPhone", "another holder's phone", "certificate_unknown"],
  ["oldPhone", "holder's card", "chain_untrusted"],
  ["oldPhone", "another holder's card", "chain_untrusted"],
  ["oldPhone", "nobody", "chain_untrusted"],
];

/**
 * The call centre: holds, and gives back what was held. A phone that is retired is no phone to hold. Who is an agent at all,
 * their account tells: that is tested over HTTP, in test/emulator/holds.test.ts.
 */
const byAgent: readonly Row[] = [
  ["hold", "agent", held, held, "holder_unknown", "device_unknown"],
  ["hold", "agent, told another's card", "holder_unknown"],
  ["hold", "agent, told a card never used", "holder_unknown"],
  ["release", "agent, saw a document", "hold_unknown", released, "not_on_hold", "not_on_hold"],
  ["release", "agent, called back", "identification_insufficient"],
  ["release", "agent, other hold's id", "hold_unknown"],
];

/** The holder at home: gives back by card alone. */
const releasedByCard: readonly Row[] = [
  ["release by card", "holder's card", "hold_unknown", released, "hold_unknown", "hold_unknown"],
  ["release by card", "holder's new card", "hold_unknown", released, "hold_unknown", "hold_unknown"],
  ["release by card", "holder's renewed card", "card_revoked"],
  ["release by card", "card on the CA's list", "card_revoked"],
  ["release by card", "holder's card, its other certificate", "chain_untrusted"],
  ["release by card", "another holder's card", "hold_unknown"],
  ["release by card", "card never used here", "hold_unknown"],
  ["release by card", "the phone", "chain_untrusted"],
  ["release by card", "holder's new phone", "chain_untrusted"],
  ["release by card", "another holder's phone", "chain_untrusted"],
  ["release by card", "nobody", "chain_untrusted"],
];

/** The end of a card reaches both phones, hence two entries; what had ended before is told of no second time. */
const bothEnd = "revoked revoked, wipe, certificatesRevoked certificatesRevoked EVENT";
const otherEnds = "revoked revoked, wipe, certificatesRevoked EVENT";
const otherEndsToo = "expired expired, wipe, certificatesRevoked EVENT";
const signingEnds = "revoked valid, wipe, certificatesRevoked certificatesRevoked EVENT";
const heldSigningEnds = "revoked onHold, wipe, certificatesRevoked certificatesRevoked EVENT";
const renewed = "valid valid, no wipe, EVENT";
const renewedOnHold = "onHold onHold, no wipe, EVENT";
const renewedRevoked = "revoked revoked, wipe, EVENT";
const renewedExpired = "expired expired, wipe, EVENT";

/** The CA about the holder's card, with its own key and scope. EVENT stands for the event's own name. */
const byCa: readonly Row[] = [
  ["CA: cardRevoked", "the CA", bothEnd, bothEnd, otherEnds, otherEndsToo],
  ["CA: cardRevoked", "CA without the scope", "scope_missing"],
  ["CA: cardRevoked", "CA, disabled", "signature_invalid"],
  ["CA: cardRevoked", "the SEI-TSM", "scope_missing"],
  ["CA: cardRevoked", "nobody, as the CA", "signature_invalid"],
  ["CA: cardExpired", "the CA", bothEnd, bothEnd, otherEnds, otherEndsToo],
  ["CA: cardExpired", "CA without the scope", "scope_missing"],
  ["CA: cardExpired", "CA, disabled", "signature_invalid"],
  ["CA: cardExpired", "the SEI-TSM", "scope_missing"],
  ["CA: cardExpired", "nobody, as the CA", "signature_invalid"],
  ["CA: holderDeceased", "the CA", bothEnd, bothEnd, otherEnds, otherEndsToo],
  ["CA: holderDeceased", "CA without the scope", "scope_missing"],
  ["CA: holderDeceased", "CA, disabled", "signature_invalid"],
  ["CA: holderDeceased", "the SEI-TSM", "scope_missing"],
  ["CA: holderDeceased", "nobody, as the CA", "signature_invalid"],
  ["CA: detailsChanged", "the CA", signingEnds, heldSigningEnds, otherEnds, otherEndsToo],
  ["CA: detailsChanged", "CA without the scope", "scope_missing"],
  ["CA: detailsChanged", "CA, disabled", "signature_invalid"],
  ["CA: detailsChanged", "the SEI-TSM", "scope_missing"],
  ["CA: detailsChanged", "nobody, as the CA", "signature_invalid"],
  ["CA: cardRenewed", "the CA", renewed, renewedOnHold, renewedRevoked, renewedExpired],
  ["CA: cardRenewed", "CA without the scope", "scope_missing"],
  ["CA: cardRenewed", "CA, disabled", "signature_invalid"],
  ["CA: cardRenewed", "the SEI-TSM", "scope_missing"],
  ["CA: cardRenewed", "nobody, as the CA", "signature_invalid"],
];

/** Time itself: ends what it finds in force, and leaves what ended before. */
const byTime: readonly Row[] = [
  ["expiry", "the schedule, in time", validAsBefore, heldAsBefore, endedBefore, expiredBefore],
  ["expiry", "the schedule, after it", expired, expired, endedBefore, expiredBefore],
];

/** Where changed details revoked the signing certificates: what comes of the other one, and what the first can still sign. */
const whereSigningIsRevoked: readonly (readonly [channel: string, actor: string, outcome: string])[] = [
  ["card", "holder's card", ended],
  ["newPhone", "holder's card", ended],
  ["oldPhone", "the phone", "certificate_revoked"],
  ["oldPhone", "the phone, its other certificate", ended],
  ["oldPhone", "holder's new phone", "certificate_revoked"],
  ["hold", "agent", "revoked onHold, wipe, certificatesHeld"],
  ["CA: cardRevoked", "the CA", bothEnd],
  ["CA: detailsChanged", "the CA", "revoked valid, wipe, EVENT"],
  ["CA: cardRenewed", "the CA", "revoked valid, wipe, EVENT"],
  ["reset: started", "the maker", "revoked valid, wipe, resetReported"],
  ["reset: completed, which clears", "the maker", "revoked valid, no wipe, resetReported"],
  ["found", "anybody, who asks", "revoked valid, wipe, foundInForce"],
  ["found", "anybody, who says that it is erased", "revoked valid, wipe, foundErasedReported"],
  ["expiry", "the schedule, after it", "revoked expired, wipe, certificateExpired"],
  ["declare: initialised", "holder, just signed in", "certificate_not_revoked"],
  ["declare: found", "holder, just signed in", "revoked valid, wipe, declaredFound"],
  ["declare: stillUsed", "holder, just signed in", "revoked valid, wipe, declaredStillUsed"],
];

/** One thing that somebody tries, and what has to come of it. */
interface Cell {
  readonly channel: string;
  readonly actor: string;
  readonly state: State;
  readonly outcome: string;
}

const whole = [
  byCard,
  onNewPhone,
  onPhone,
  byAgent,
  releasedByCard,
  byCa,
  byMakers,
  byFinders,
  byTime,
  bySession,
  byClerk,
  proofs,
].flat();

/** The whole table, cell by cell. */
export const cells: readonly Cell[] = [
  ...whole.flatMap(([channel, actor, ...outcomes]) => {
    const [valid, onHold = valid, revoked = valid, expired = valid] = outcomes;
    const inEach = { valid, onHold, revoked, expired };
    return states.map((state) => cell({ channel, actor, state, outcome: inEach[state] }));
  }),
  ...whereSigningIsRevoked.map(([channel, actor, outcome]) =>
    cell({ channel, actor, state: "signingRevoked", outcome }),
  ),
];

function cell({ channel, outcome, ...rest }: Cell): Cell {
  return { ...rest, channel, outcome: outcome.replace("EVENT", channel.replace("CA: ", "")) };
}
