import { ann, eve } from "../doubles/counterWorld.ts";
import { eraseIn, proveAtCounter } from "../doubles/proofs.ts";
import { makerReports } from "../doubles/resets.ts";
import type { Row } from "./rowsOfCards.ts";
import {
  answer,
  event,
  eventTwice,
  full,
  inCheck,
  nothing,
  notMine,
  report,
  reset,
  resetTwice,
  sayWrong,
  stopped,
  withWord,
} from "./tries.ts";

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
  ["a reset whose signature doesn't hold", ({ world }) => reset(world), "signature_invalid", "nothing"],
  [
    "a reset by a partner without the scope",
    ({ world }) => reset(world, "sei-tsm"),
    "scope_missing",
    "register: resetReportRefused by maker, partnerSignature",
  ],
  [
    "another reset under the same number",
    ({ world }) => resetTwice(world),
    "proof_reused",
    "register: resetReportRefused by maker, partnerSignature",
  ],
  [
    "one reset too many",
    ({ world }) => makerReports(full(world, "reportsPerPartner")),
    "rate_limited",
    "register: resetReportRefused by maker, partnerSignature",
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
  [
    "a check on a wrong code",
    (told) => sayWrong(told),
    "hand_over_code_refused",
    "register: clearanceRefused by clerk, staffSession",
  ],
  [
    "a check by a clerk whose shop isn't registered",
    ({ world, deviceId }) => world.check(world.shownBy({ deviceId }), { ...ann, shopId: "shop-9" }),
    "shop_unknown",
    "register: clearanceRefused by clerk, staffSession",
  ],
  [
    "one check too many",
    ({ world, deviceId }) => full(world, "checksPerClerk").check(world.shownBy({ deviceId })),
    "rate_limited",
    "register: clearanceRefused by clerk, staffSession",
  ],
  [
    "a look at another shop's check",
    (told) => inCheck(told, (clearanceId) => told.world.look(clearanceId, eve)),
    "clearance_unknown",
    "register: clearanceRefused by clerk, staffSession",
  ],
  [
    "a pull of a phone whose certificates are in force",
    (told) => inCheck(told, (clearanceId) => told.world.pull(clearanceId)),
    "certificate_not_revoked",
    "register: clearanceRefused by clerk, staffSession",
  ],
  [
    "a clearance proof of a phone that isn't clear",
    (told) => inCheck(told, (clearanceId) => proveAtCounter(told.world, { clearanceId })),
    "clearance_not_clear",
    "register: proofRefused by clerk, staffSession",
  ],
  [
    "a clearance proof of a stolen phone that opened the check itself",
    async (told) => {
      const { world, deviceId } = told;
      await world.revoke({ cause: "stolen" });
      await eraseIn(world);
      return proveAtCounter(world, { clearanceId: await world.checkedByPhone(deviceId) });
    },
    "clearance_not_clear",
    "register: proofRefused by clerk, staffSession",
  ],
  [
    "a clearance proof in another shop's check",
    (told) => inCheck(told, (clearanceId) => proveAtCounter(told.world, { clearanceId, clerk: eve })),
    "clearance_unknown",
    "register: proofRefused by clerk, staffSession",
  ],
  [
    "one clearance proof too many",
    (told) =>
      inCheck(told, (clearanceId) => proveAtCounter(full(told.world, "proofsPerClerk"), { clearanceId })),
    "rate_limited",
    "register: proofRefused by clerk, staffSession",
  ],
  [
    "an initialisation of a phone whose certificates are in force",
    (told) => inCheck(told, (clearanceId) => told.world.initialised(clearanceId)),
    "certificate_not_revoked",
    "register: clearanceRefused by clerk, staffSession",
  ],
];
