import type { StackAddresses } from "./addresses.ts";

/** What a scenario may use: the addresses, a voice, and the power to kill the functions in mid-flight. */
export interface ScenarioStack {
  readonly addresses: StackAddresses;
  say(line: string): void;
  /** Kills every functions worker at once, or at most so many, and returns how many; new ones start at the next call. */
  killFunctions(atMost?: number): Promise<number>;
}

/** One story played on the running stack. */
export interface Scenario {
  readonly name: string;
  readonly title: string;
  /** Nothing else is played meanwhile: it harms the others, or they would harm it. */
  readonly isAlone?: true;
  /** Throws when the story did not end as it should. */
  play(stack: ScenarioStack): Promise<void>;
}
