import type { CertificateKind } from "../../functions/src/domain/certificate.ts";
import { hexDigest } from "../../functions/src/domain/hash.ts";
import { type HoldRequest, placeHold } from "../../functions/src/flow/placeHold.ts";
import type { CardSigned } from "../../functions/src/flow/ports.ts";
import { releaseByCard } from "../../functions/src/flow/releaseByCard.ts";
import { type ReleaseRequest, releaseHold } from "../../functions/src/flow/releaseHold.ts";
import { type SaidChoice, setHoldChoice } from "../../functions/src/flow/setHoldChoice.ts";
import { stepHolds } from "../../functions/src/flow/stepHolds.ts";
import { sampleRules } from "./sampleRules.ts";
import { cardSigned, World } from "./world.ts";

/** Reminders after 1, 3 and 7 days, then every 30. */
export const holdSchedule = sampleRules.holds;

/** What the call centre's records say of `card-1`: a stand-in for the hash of its name. */
const sampleHoldRequest: HoldRequest = {
  requestId: "request-number-1",
  agentId: "agent-1",
  certificateIds: ["card-1"],
  identifiedBy: "callBack",
};

/** As proof's own, without the time that it takes. */
export async function quickHash(word: string, salt: string): Promise<string> {
  return hexDigest(salt, word);
}

/** A world with a call centre. */
export class HoldWorld extends World {
  /** Which kinds come back when a hold is released. */
  returning: readonly CertificateKind[] = ["authentication"];
  /** The reminders that came due, to be sent. */
  readonly reminded: string[] = [];

  /** An agent holds what is in force of whoever has `card-1`. */
  placeHold(request: Partial<HoldRequest> = {}): ReturnType<typeof placeHold> {
    return placeHold(
      { ...sampleHoldRequest, ...request },
      { ...this.#holding(), limit: this.limit, schedule: holdSchedule },
    );
  }

  /** Places a hold and answers its id. */
  async held(request: Partial<HoldRequest> = {}): Promise<string> {
    const shown = await this.placeHold(request);
    return "hold" in shown ? shown.hold.holdId : "";
  }

  releaseHold(
    request: Pick<ReleaseRequest, "holdId"> & Partial<ReleaseRequest>,
  ): ReturnType<typeof releaseHold> {
    const asked = { agentId: "agent-1", identifiedBy: "documentCheck", ...request } as const;
    return releaseHold(asked, { ...this.#holding(), ...this.#releasing(), limit: this.limit });
  }

  releaseByCard(application: Partial<CardSigned<unknown>> = {}): ReturnType<typeof releaseByCard> {
    const readRelease = async () => cardSigned({ jti: "release-number-1", ...application });
    return releaseByCard("application", { ...this.#holding(), ...this.#releasing(), readRelease });
  }

  /** A holder who has just signed in by card chooses. */
  setHoldChoice(said: Pick<SaidChoice, "holderId"> & Partial<SaidChoice>): ReturnType<typeof setHoldChoice> {
    const { transact } = this.store;
    const { clock, newId } = this;
    const ports = {
      transact,
      clock,
      newId,
      hashWord: quickHash,
      sessionLife: 600_000,
      auditRefusal: this.auditRefusal,
    };
    return setHoldChoice({ signedInAt: this.clock(), ...said }, ports);
  }

  stepHolds(): ReturnType<typeof stepHolds> {
    const { transact, dueHolds } = this.store;
    const { clock, newId, scope, log } = this;
    const send = async (reminderId: string) => {
      this.reminded.push(reminderId);
    };
    const chance = () => 0;
    return stepHolds({ transact, dueHolds, send, rules: sampleRules, clock, chance, newId, scope, log });
  }

  #holding() {
    const { read, transact } = this.store;
    return { read, transact, hashWord: quickHash, clock: this.clock, auditRefusal: this.auditRefusal };
  }

  #releasing() {
    return { returning: this.returning, newId: this.newId, scope: this.scope };
  }
}
