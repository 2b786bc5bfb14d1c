import type { Row } from "./rowsOfCards.ts";
import { answer, event, eventTwice, full, nothing, notMine, report, stopped, withWord } from "./tries.ts";

/** What staff, devices and partners are refused, and holders about holds. */
export const byOthers: readonly Row[] = [
  [
    "a hold of somebody unknown",
    ({ world }) => world.placeHold({ certificateIds: ["card-9"] }),
    "holder_unknown",
    "register: holdRefused by agent, staffSession",
  ],
  [
    "a hold on a wrong word",
    (told) => withWord(told).then(() => told.world.placeHold({ blockingWord: "うめぼし" })),
    "holder_unknown",
    "holder: holdRefused by agent, staffSession; register: holdRefused by agent, staffSession",
  ],
  [
    "a hold where nothing is in force",
    ({ world }) => world.placeHold({ certificateIds: ["card-2"] }),
    "device_unknown",
    "register: holdRefused by agent, staffSession",
  ],
  [
    "one hold too many",
    ({ world }) => full(world, "holdsPerAgent").placeHold(),
    "rate_limited",
    "register: holdRefused by agent, staffSession",
  ],
  [
    "a hold under a number that was used for another",
    (told) => told.world.held().then(() => told.world.placeHold({ identifiedBy: "documentCheck" })),
    "request_reused",
    "register: holdRefused by agent, staffSession",
  ],
  [
    "a release of a hold that isn't there",
    ({ world }) => world.releaseHold({ holdId: nothing }),
    "hold_unknown",
    "register: releaseRefused by agent, staffSession",
  ],
  [
    "a release on too weak an identification",
    ({ world }) => world.held().then((holdId) => world.releaseHold({ holdId, identifiedBy: "callBack" })),
    "identification_insufficient",
    "register: releaseRefused by agent, staffSession",
  ],
  [
    "a release by card of nothing",
    ({ world }) => world.releaseByCard(),
    "hold_unknown",
    "holder: releaseRefused by holder, cardSignature",
  ],
  [
    "a release by a card that was never here",
    ({ world }) => world.releaseByCard({ cardId: "card-9" }),
    "hold_unknown",
    "nothing",
  ],
  [
    "a release by a card that the CA stopped",
    (told) => stopped(told).then(() => told.world.releaseByCard()),
    "card_revoked",
    "holder: releaseRefused by holder, cardSignature",
  ],
  [
    "an answer to a wipe that isn't there",
    ({ world }) => world.acknowledge({ commandId: "nothing.1" }),
    "acknowledgement_refused",
    "nothing",
  ],
  [
    "an answer by another device",
    (told) => answer(told, {}, notMine),
    "acknowledgement_refused",
    "device: acknowledgementRefused by unknown, none",
  ],
  [
    "an answer with another nonce",
    (told) => answer(told, { nonce: "another" }),
    "acknowledgement_refused",
    "device: acknowledgementRefused by device, deviceSignature",
  ],
  [
    "commands asked for by another device",
    ({ world, deviceId }) => world.fetch(deviceId, notMine),
    "device_unknown",
    "nothing",
  ],
  [
    "a report on a command that wasn't given",
    ({ world }) => world.tsmReports("nothing", {}),
    "acknowledgement_refused",
    "register: tsmReportRefused by tsm, partnerSignature",
  ],
  [
    "one report too many",
    ({ world }) => full(world, "reportsPerPartner").tsmReports("nothing", {}),
    "rate_limited",
    "register: tsmReportRefused by tsm, partnerSignature",
  ],
  ["a report whose signature doesn't hold", ({ world }) => report(world), "signature_invalid", "nothing"],
  [
    "a report by a partner without the scope",
    ({ world }) => report(world, "phone-maker"),
    "scope_missing",
    "register: tsmReportRefused by tsm, partnerSignature",
  ],
  ["an event whose signature doesn't hold", ({ world }) => event(world), "signature_invalid", "nothing"],
  [
    "an event by a partner without the scope",
    ({ world }) => event(world, "phone-maker"),
    "scope_missing",
    "register: caEventRefused by ca, partnerSignature",
  ],
  [
    "another event under the same number",
    ({ world }) => eventTwice(world),
    "proof_reused",
    "register: caEventRefused by ca, partnerSignature",
  ],
];
