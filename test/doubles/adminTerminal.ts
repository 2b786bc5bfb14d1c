import { type Connection, runAdmin } from "../../functions/src/admin/runAdmin.ts";
import type { Target } from "../../functions/src/admin/target.ts";
import { StaffWorld } from "./staffWorld.ts";

/** A terminal at which a test types commands that work on a world in memory. */
export class AdminTerminal {
  readonly world = new StaffWorld();
  readonly connected: Target[] = [];
  readonly asked: string[] = [];
  said: string[] = [];
  complained: string[] = [];
  closed = 0;
  /** What the person at it answers when asked. */
  answer: () => Promise<string> = async () => "";

  /** Types a command; answers the exit code. `said` and `complained` are then of this command. */
  async type(line: string): Promise<number> {
    this.said = [];
    this.complained = [];
    return runAdmin(line.split(" ").filter(Boolean), {
      say: (text) => this.said.push(text),
      complain: (text) => this.complained.push(text),
      ask: (question) => {
        this.asked.push(question);
        return this.answer();
      },
      connect: (target) => this.#connect(target),
    });
  }

  async #connect(target: Target): Promise<Connection> {
    this.connected.push(target);
    const close = async () => {
      this.closed += 1;
    };
    return { services: this.world.services, close };
  }
}
