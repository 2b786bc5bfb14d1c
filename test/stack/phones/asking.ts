import { messageTypes } from "../../../functions/src/contract/jws.ts";
import { compactJws, freshClaims } from "./compactJws.ts";
import type { DeviceKey } from "./deviceKey.ts";
import { type Patience, Persistence } from "./persistence.ts";

/** What the asking needs of the app and of its phone. */
interface AskingPorts {
  /** Asks for commands and works on what comes; throws when it got no answer. */
  readonly ask: () => Promise<unknown>;
  /** Whether the system lets the app run now; it is tried again at the next contact. */
  readonly mayRun: () => boolean;
  readonly patience: Patience;
}

/** The app's periodic work: asks for commands now and then, and what was missed without a network at the next contact. */
export class Asking {
  readonly #ports: AskingPorts;
  readonly #work: Persistence;
  #timer: NodeJS.Timeout | undefined;
  #isDue = false;

  constructor(ports: AskingPorts) {
    this.#ports = ports;
    this.#work = new Persistence(() => this.#askIfDue(), ports.patience);
  }

  /** From now on every so many seconds, the first time after one such wait. */
  every(seconds: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => {
      this.#isDue = true;
      this.#work.kick();
    }, seconds * 1000);
  }

  /** Contact again: does what is due and couldn't be done. */
  wake(): void {
    this.#work.kick();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#work.stop();
  }

  async #askIfDue(): Promise<boolean> {
    if (!this.#isDue || !this.#ports.mayRun()) return true;
    await this.#ports.ask();
    this.#isDue = false;
    return true;
  }
}

/** Which device asks, and which service. */
interface Asker {
  readonly deviceId: string;
  readonly audience: string;
}

/** A request for this device's commands: nobody has to be signed in, the device key is what counts. */
export function signCommandRequest(deviceKey: DeviceKey, asker: Asker): Promise<string> {
  return signAs(messageTypes.commandRequest, deviceKey, asker);
}

/** What the phone shows at a counter to be checked, likewise. */
export function signClearanceRequest(deviceKey: DeviceKey, asker: Asker): Promise<string> {
  return signAs(messageTypes.clearanceRequest, deviceKey, asker);
}

function signAs(typ: string, deviceKey: DeviceKey, { deviceId, audience }: Asker): Promise<string> {
  return compactJws({ alg: "ES256", typ }, { ...freshClaims(audience), sub: deviceId }, deviceKey.sign);
}
