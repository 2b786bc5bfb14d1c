import { isDeepStrictEqual } from "node:util";
import type { Breaker } from "../domain/breaker.ts";
import type { Device } from "../domain/device.ts";
import type { Hold } from "../domain/hold.ts";
import type { HoldChoice } from "../domain/holdChoice.ts";
import type { Card } from "../domain/holder.ts";
import type { Partner } from "../domain/partner.ts";
import type { RefusalCount } from "../domain/refusalCount.ts";
import type { ResetCapability } from "../domain/resetCapability.ts";
import { type RollUp, rollUpExpiry, summariseRollUp } from "../domain/rollUp.ts";
import { shardOf } from "../domain/shard.ts";
import { summariseDevice, summariseHold, summarisePartner, summariseWipe } from "../domain/summary.ts";
import type { Attempt, Wipe } from "../domain/wipe.ts";
import type { Records } from "../flow/ports.ts";
import { PartnerFields, RefusalCountFields, RegisterFields, StaffFields } from "./adminCodecs.ts";
import { certificateShelf } from "./certificateShelf.ts";
import * as codecs from "./codecs.ts";
import { checking } from "./counterRecords.ts";
import { Containing, type DocumentTransaction } from "./documents.ts";
import * as holdCodecs from "./holdCodecs.ts";
import { ResetCapabilityFields } from "./resetCodecs.ts";
import { RollUpFields } from "./rollUpCodecs.ts";
import { DocumentShelf, type Kept } from "./shelf.ts";
import { deviceViews, messaging, reminding } from "./toldRecords.ts";

/** How devices are stored. */
export const keptDevice: Kept<Device> = {
  path: ({ deviceId }) => deviceId,
  codec: codecs.DeviceFields,
  derive: (device) => ({ summary: summariseDevice(device), shard: shardOf(device.deviceId) }),
};

/** How wipes are stored. */
export const keptWipe: Kept<Wipe> = {
  path: ({ wipeId }) => wipeId,
  codec: codecs.WipeFields,
  derive: (wipe) => ({ summary: summariseWipe(wipe) }),
};

/** The records of one transaction, each kind on its own shelf. */
export function recordsOf(transaction: DocumentTransaction): Records {
  const devices = new DocumentShelf(transaction, "devices", keptDevice);
  return {
    ...people(transaction),
    ...erasure(transaction),
    ...counting(transaction),
    ...administration(transaction),
    ...holding(transaction),
    ...reminding(transaction),
    ...messaging(transaction),
    ...checking(transaction),
    devices: {
      read: (id) => devices.read(id),
      keep: (device) => devices.keep(device),
      activeOf: (holderId) => devices.find({ holderId, state: "active" }),
      allOf: (holderId) => devices.find({ holderId }),
      inElement: (secureElement) => devices.find({ secureElement }),
    },
    certificates: certificateShelf(transaction),
    applications: new DocumentShelf(transaction, "revocations", {
      path: ({ revocationId }) => revocationId,
      codec: codecs.ApplicationFields,
    }),
    rollUps: new DocumentShelf<RollUp>(transaction, "rollUps", {
      path: ({ day }) => day,
      codec: RollUpFields,
      derive: (rollUp) => ({ summary: summariseRollUp(rollUp), expiresAt: rollUpExpiry(rollUp) }),
    }),
    deviceViews: deviceViews(transaction),
    edits: {
      isStill: async (path, fields) => isDeepStrictEqual(await transaction.get(path), fields),
      restore: (path, fields) => transaction.set(path, fields),
    },
    audit: { keep: (entry) => transaction.create(`audit/${entry.auditId}`, { ...entry }) },
  };
}

function counting(transaction: DocumentTransaction): Pick<Records, "limits" | "refusalCounts"> {
  const idOf = ({ day, deployed }: Pick<RefusalCount, "day" | "deployed">) => `${day}-${deployed}`;
  const refusals = new DocumentShelf<RefusalCount>(transaction, "refusals", {
    path: idOf,
    codec: RefusalCountFields,
  });
  return {
    limits: new DocumentShelf(transaction, "limits", {
      path: ({ limitId }) => limitId,
      codec: codecs.LimitFields,
    }),
    refusalCounts: { read: (of) => refusals.read(idOf(of)), keep: (count) => refusals.keep(count) },
  };
}

function holding(transaction: DocumentTransaction): Pick<Records, "holds" | "holdChoices"> {
  const holds = new DocumentShelf<Hold>(transaction, "holds", {
    path: ({ holdId }) => holdId,
    codec: holdCodecs.HoldFields,
    derive: (hold) => ({ summary: summariseHold(hold) }),
  });
  return {
    holds: {
      read: (id) => holds.read(id),
      keep: (hold) => holds.keep(hold),
      openOf: (holderId) => holds.find({ holderId, state: "open" }),
      releasedUnder: (releaseId) => holds.find({ releaseId }),
    },
    holdChoices: new DocumentShelf<HoldChoice>(transaction, "holdChoices", {
      path: ({ holderId }) => holderId,
      codec: holdCodecs.HoldChoiceFields,
    }),
  };
}

function people(
  transaction: DocumentTransaction,
): Pick<Records, "holders" | "cards" | "secureElements" | "usedProofs" | "partners"> {
  const cards = new DocumentShelf<Card>(transaction, "cards", {
    path: ({ cardId }) => cardId,
    codec: codecs.CardFields,
  });
  return {
    holders: new DocumentShelf(transaction, "holders", {
      path: ({ holderId }) => holderId,
      codec: codecs.HolderFields,
    }),
    cards: {
      read: (id) => cards.read(id),
      keep: (card) => cards.keep(card),
      of: (holderId) => cards.find({ holderId }),
      knowing: (earlierId) => cards.find({ earlierHolderIds: new Containing(earlierId) }),
    },
    secureElements: new DocumentShelf(transaction, "secureElements", {
      path: ({ secureElement }) => secureElement,
      codec: codecs.SecureElementFields,
    }),
    usedProofs: new DocumentShelf(transaction, "usedProofs", {
      path: ({ proofId }) => proofId,
      codec: codecs.UsedProofFields,
    }),
    partners: new DocumentShelf<Partner>(transaction, "partners", {
      path: ({ partnerId }) => partnerId,
      codec: PartnerFields,
      derive: (partner) => ({ summary: summarisePartner(partner) }),
    }),
  };
}

function erasure(
  transaction: DocumentTransaction,
): Pick<Records, "wipes" | "breakers" | "attempts" | "acknowledgements"> {
  const answers = (wipeId: string) =>
    new DocumentShelf(transaction, `wipes/${wipeId}/acknowledgements`, {
      path: ({ commandId, seq }) => `${commandId}-${seq}`,
      codec: codecs.AcknowledgementFields,
    });
  const wipes = new DocumentShelf(transaction, "wipes", keptWipe);
  return {
    wipes: {
      read: (id) => wipes.read(id),
      keep: (wipe) => wipes.keep(wipe),
      ofDevice: (deviceId) => wipes.find({ deviceId }),
    },
    breakers: new DocumentShelf<Breaker>(transaction, "breakers", {
      path: ({ channel }) => channel,
      codec: codecs.BreakerFields,
    }),
    attempts: {
      isFiled: async (attempt) => (await transaction.get(attemptPath(attempt))) !== undefined,
      // Set, not created: filing must never fail what is written along with it.
      keep: (attempt) => transaction.set(attemptPath(attempt), { ...attempt }),
    },
    acknowledgements: {
      read: ({ wipeId, commandId, seq }) => answers(wipeId).read(`${commandId}-${seq}`),
      keep: (wipeId, acknowledgement) => answers(wipeId).keep(acknowledgement),
    },
  };
}

function attemptPath({ wipeId, number }: Pick<Attempt, "wipeId" | "number">): string {
  return `wipes/${wipeId}/attempts/${number}`;
}

function administration(
  transaction: DocumentTransaction,
): Pick<Records, "staff" | "registers" | "resetCapabilities"> {
  const capabilities = new DocumentShelf<ResetCapability>(transaction, "resetCapabilities", {
    path: ({ capabilityId }) => capabilityId,
    codec: ResetCapabilityFields,
  });
  return {
    resetCapabilities: {
      read: (id) => capabilities.read(id),
      keep: (capability) => capabilities.keep(capability),
      all: () => capabilities.find({}),
    },
    staff: new DocumentShelf(transaction, "staff", {
      path: ({ staffId }) => staffId,
      codec: StaffFields,
    }),
    registers: new DocumentShelf(transaction, "registers", {
      path: ({ registerId }) => registerId,
      codec: RegisterFields,
    }),
  };
}
