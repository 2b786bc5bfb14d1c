import { z } from "zod";

/** A stand-in's control, as far as faults go; counts what was ordered and what came true. */
export class FaultControl {
  readonly #url: string;
  #ordered = 0;
  #unused = 0;

  constructor(control: string) {
    this.#url = `${control}/faults`;
  }

  async order(fault: { readonly count: number }): Promise<void> {
    const response = await fetch(this.#url, { method: "POST", body: JSON.stringify(fault) });
    if (response.status !== 201)
      throw new Error(`a fault was not taken: ${response.status} ${await response.text()}`);
    this.#ordered += fault.count;
  }

  /** Ends all misbehaviour that has been ordered and not been used up. */
  async clear(): Promise<void> {
    const open = z.array(z.object({ count: z.int() })).parse(await (await fetch(this.#url)).json());
    await fetch(this.#url, { method: "DELETE" });
    this.#unused += open.reduce((sum, { count }) => sum + count, 0);
  }

  /** How many calls have been made to go wrong, once cleared. */
  get used(): number {
    return this.#ordered - this.#unused;
  }
}
