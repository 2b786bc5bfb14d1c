import { hexDigest } from "../../functions/src/domain/hash.ts";
import { refuse } from "../../functions/src/domain/refusal.ts";
import type { ResetAnswer } from "../../functions/src/domain/resetCapability.ts";
import { askForPull } from "../../functions/src/flow/askForPull.ts";
import { addShop, setShopState } from "../../functions/src/flow/changeShop.ts";
import type { Clerk } from "../../functions/src/flow/counterPorts.ts";
import { type CodeRequest, createHandOverCode } from "../../functions/src/flow/createHandOverCode.ts";
import { type ClearanceRequest, openClearance } from "../../functions/src/flow/openClearance.ts";
import type { ChargeLimit } from "../../functions/src/flow/ports.ts";
import { readClearance } from "../../functions/src/flow/readClearance.ts";
import { recordInitialisation } from "../../functions/src/flow/recordInitialisation.ts";
import { HoldWorld } from "./holdWorld.ts";
import { sampleDevice } from "./samples.ts";
import { unlimited } from "./unlimited.ts";

/** A clerk of the first shop. */
export const ann: Clerk = { clerkId: "clerk-ann", shopId: "shop-1" };
/** Another clerk of the same shop. */
export const bob: Clerk = { clerkId: "clerk-bob", shopId: "shop-1" };
/** A clerk of another shop. */
export const eve: Clerk = { clerkId: "clerk-eve", shopId: "shop-2" };

/** What the first code of each world is; each later one is one more. */
const firstHandOverCode = 500_001;
const firstNumber = 4001;

/** A phone's own word as its reader gives it: which device, under which number, signed by which key. */
interface PhoneWord {
  readonly deviceId: string;
  readonly jti?: string;
  readonly key?: string;
}

/** A world with shops and clerks. */
export class CounterWorld extends HoldWorld {
  /** What the registry says of every phone. */
  resetHelps: ResetAnswer = "unknown";
  roomIn: ChargeLimit = unlimited;
  /** The reception numbers that are drawn; counted up unless a test says otherwise. */
  drawNumber = () => {
    this.#numbers += 1;
    return String(firstNumber + this.#numbers);
  };
  #codes = firstHandOverCode - 1;
  #numbers = -1;
  #requests = 0;

  /** Registers both shops; the first one takes two people where told. */
  async shops(needsTwoPeople = false): Promise<void> {
    const ports = { transact: this.store.transact, clock: this.clock };
    await addShop({ shopId: "shop-1", name: "Kita Phones", needsTwoPeople }, ports);
    await addShop({ shopId: "shop-2", name: "Minami Phones", needsTwoPeople: false }, ports);
  }

  closeShop(shopId: string): ReturnType<typeof setShopState> {
    return setShopState(shopId, "disabled", { transact: this.store.transact, clock: this.clock });
  }

  /** A holder who signed in by card just now makes a code. */
  createCode(
    asked: Pick<CodeRequest, "holderId" | "deviceId"> & Partial<CodeRequest>,
  ): ReturnType<typeof createHandOverCode> {
    const { limit, newId, auditRefusal, clock } = this;
    return createHandOverCode(
      { signedInAt: this.clock(), ...asked },
      {
        ...{ limit, newId, auditRefusal, clock, transact: this.store.transact },
        hashCode: hexDigest,
        newCode: () => {
          this.#codes += 1;
          return String(this.#codes);
        },
        newReceptionNumber: this.drawNumber,
        codeLife: 600_000,
        sessionLife: 600_000,
      },
    );
  }

  /** The number and code that a holder reads out. */
  async coded(holderId: string, deviceId: string): Promise<{ receptionNumber: string; code: string }> {
    const created = await this.createCode({ holderId, deviceId });
    if ("refused" in created) throw new Error(`the code was refused: ${created.refused}`);
    return { receptionNumber: created.receptionNumber, code: created.code };
  }

  /** A clerk gives what the holder showed, under a new request unless told. */
  check(
    given: ClearanceRequest["given"],
    clerk: Clerk = ann,
    requestId?: string,
  ): ReturnType<typeof openClearance> {
    this.#requests += 1;
    const asked = { clerk, given, requestId: requestId ?? `request-number-${this.#requests}` };
    return openClearance(asked, {
      ...this.#counter(),
      transact: this.store.transact,
      roomIn: (charge) => this.roomIn(charge),
      hashCode: hexDigest,
      clearanceRequests: {
        peek: (jws) => {
          const { deviceId, jti = "number-1", key = sampleDevice.deviceKey.x }: PhoneWord = JSON.parse(jws);
          const verify = async ({ x }: { x: string }) =>
            x === key ? undefined : refuse("signature_invalid");
          return { deviceId, jti, verify };
        },
      },
    });
  }

  /** What a phone shows, to be given to `check`. */
  shownBy(word: PhoneWord): { phone: string } {
    return { phone: JSON.stringify(word) };
  }

  look(clearanceId: string, clerk: Clerk = ann): ReturnType<typeof readClearance> {
    return readClearance(
      { clearanceId, clerk },
      { ...this.#counter(), transact: this.store.transact, read: this.store.read },
    );
  }

  pull(clearanceId: string, clerk: Clerk = ann): ReturnType<typeof askForPull> {
    return askForPull({ clearanceId, clerk }, { ...this.#counter(), transact: this.store.transact });
  }

  initialised(clearanceId: string, clerk: Clerk = ann): ReturnType<typeof recordInitialisation> {
    return recordInitialisation(
      { clearanceId, clerk },
      {
        ...this.#counter(),
        transact: this.store.transact,
        hasTsm: this.tsm !== undefined,
        newId: this.newId,
      },
    );
  }

  /** The id of a check of the one enrolled phone, opened on a code. */
  async checked(holderId: string, deviceId: string, clerk: Clerk = ann): Promise<string> {
    const shown = await this.check(await this.coded(holderId, deviceId), clerk);
    if ("refused" in shown) throw new Error(`the check was refused: ${shown.refused}`);
    return shown.check.clearanceId;
  }

  /** The id of a check of a phone, opened by its own QR code. */
  async checkedByPhone(deviceId: string, clerk: Clerk = ann): Promise<string> {
    const shown = await this.check(this.shownBy({ deviceId }), clerk);
    if ("refused" in shown) throw new Error(`the check was refused: ${shown.refused}`);
    return shown.check.clearanceId;
  }

  /** The acts that the audit tells, in the order of the device's chain. */
  toldOf(deviceId: string): unknown[] {
    const entries = this.documents.paths("audit").map((path) => this.documents.at(path) ?? {});
    const own = entries.filter(({ chain }) => chain === `devices/${deviceId}`);
    return own.toSorted((a, b) => Number(a.sequence) - Number(b.sequence)).map(({ act }) => act);
  }

  #counter() {
    const { auditRefusal, clock } = this;
    const said = { source: "A page", statedOn: "2026-11-22", clears: this.resetHelps };
    const readRegistry = async () => [{ capabilityId: "android", platform: "android", ...said } as const];
    return {
      limit: (charge: Parameters<ChargeLimit>[0]) => this.limit(charge),
      auditRefusal,
      clock,
      readRegistry,
    };
  }
}

/** A world with both shops, and a holder with one phone: `[world, holderId, deviceId]`. */
export async function atCounter(needsTwoPeople = false): Promise<[CounterWorld, string, string]> {
  const world = new CounterWorld();
  await world.shops(needsTwoPeople);
  const [holderId, deviceId] = await world.enrolled();
  return [world, holderId, deviceId];
}
