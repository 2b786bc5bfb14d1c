import { z } from "zod";

/** A function with a schedule, as the emulator lists it. */
export interface ScheduledFunction {
  readonly name: string;
  readonly region: string;
}

const Backends = z.object({
  backends: z.array(
    z.object({
      functionTriggers: z.array(
        z.object({ name: z.string(), region: z.string(), schedule: z.unknown().optional() }),
      ),
    }),
  ),
});

/** The functions of an emulator that have a schedule. */
export async function scheduledFunctions(emulator: string): Promise<readonly ScheduledFunction[]> {
  const response = await fetch(`${emulator}/backends`);
  const { backends } = Backends.parse(await response.json());
  return backends
    .flatMap(({ functionTriggers }) => functionTriggers)
    .filter(({ schedule }) => schedule !== undefined)
    .map(({ name, region }) => ({ name, region }));
}
