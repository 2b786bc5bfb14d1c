import type { PageKeeper } from "./pageKeeper.ts";
import { endsEnrolment, type Refused, type Session, type SignedIn } from "./session.ts";

/** What letting somebody in needs of the page. */
interface EntrancePorts {
  readonly keeper: PageKeeper;
  readonly session: () => Session | undefined;
  /** Goes up whenever somebody leaves: an answer from before that is dropped. */
  readonly turn: () => number;
  readonly onEnter: () => void;
}

/** The way in to the shop's page: password, second factor, and enrolling an authenticator app where there is none yet. */
export class Entrance {
  readonly #ports: EntrancePorts;

  constructor(ports: EntrancePorts) {
    this.#ports = ports;
  }

  async signIn(email: string, password: string): Promise<void> {
    if (!this.#keeper.go("signIn", {})) return;
    await this.#admit((session) => session.signIn(email, password));
  }

  async prove(code: string): Promise<void> {
    if (!this.#keeper.go("prove", {})) return;
    await this.#admit((session) => session.prove(code));
  }

  /** Enrols the app with the code that it shows, and signs out: only a sign-in with the app shows that it works. */
  async enrol(code: string): Promise<void> {
    const { appKey } = this.#keeper.page;
    if (!appKey || !this.#keeper.go("enrolFactor", { appKey })) return;
    const came = await this.#unlessLeft((session) => session.enrol(code));
    if (came === undefined) return;
    if (came !== "enrolled" && !endsEnrolment(came))
      return void this.#keeper.go("fail", { appKey, ...telling(came) });
    await leave(this.#ports.session());
    if (came === "enrolled") this.#keeper.go("factorEnrolled", { isEnrolled: true });
    else this.#keeper.go("leave", telling(came));
  }

  /** Goes in without a second factor; a service that takes one refuses whatever is asked then. */
  postpone(): void {
    this.#ports.onEnter();
  }

  async #admit(attempt: (session: Session) => Promise<SignedIn>): Promise<void> {
    const came = await this.#unlessLeft(attempt);
    if (came === undefined) return;
    if (came === "factorAsked") this.#keeper.go("askFactor", {});
    else if (came === "admitted") this.#ports.onEnter();
    else if ("refused" in came) this.#keeper.go("fail", telling(came));
    else this.#offer(came.lacksFactor);
  }

  #offer(key: Exclude<SignedIn, string | Refused>["lacksFactor"]): void {
    this.#keeper.go("offerFactor", "refused" in key ? telling(key) : { appKey: key });
  }

  /** What came of an attempt; nothing where somebody left meanwhile, who is signed out again then. */
  async #unlessLeft<T>(attempt: (session: Session) => Promise<T>): Promise<T | undefined> {
    const [session, turn] = [this.#ports.session(), this.#ports.turn()];
    if (!session) return undefined;
    const came = await attempt(session);
    if (turn === this.#ports.turn()) return came;
    await leave(session);
    return undefined;
  }

  get #keeper(): PageKeeper {
    return this.#ports.keeper;
  }
}

function telling({ refused }: Refused) {
  return { trouble: { kind: "signIn", why: refused } } as const;
}

async function leave(session: Session | undefined): Promise<void> {
  await session?.leave().catch(() => {});
}
