import { type PhonesClient, phonesClient } from "../scenario/phonesClient.ts";
import type { ScenarioStack } from "../stack/scenario.ts";
import { Gate } from "./gate.ts";
import { insistently } from "./insistently.ts";
import type { ChaosPlan, PlannedPhone } from "./plan.ts";

/** A phone of the plan that exists and is enrolled. */
export interface ActingPhone {
  readonly planned: PlannedPhone;
  readonly phone: string;
  readonly holder: string;
  readonly deviceId: string;
}

/** Everybody who takes part. */
export interface Cast {
  readonly client: PhonesClient;
  readonly phones: readonly ActingPhone[];
}

/** Every worker of the functions emulator costs a processor for seconds. */
const atATime = 3;

/** Makes the holders and their phones and enrols them; one holder's one after the other, since they share an audit chain. */
export async function assemble(plan: ChaosPlan, { addresses, say }: ScenarioStack): Promise<Cast> {
  const client = phonesClient(addresses.phones.url);
  const places = plan.phones.map((planned, index) => ({ planned, index }));
  const holders = [...Map.groupBy(places, ({ planned }) => planned.holder).values()];
  const enrolled = await new Gate(atATime).all(holders, async (own) => {
    const holder = await client.newHolder();
    const phones: [number, ActingPhone][] = [];
    for (const { planned, index } of own) phones.push([index, await enrol(client, holder, planned)]);
    return phones;
  });
  say(`${holders.length} holders with ${plan.phones.length} phones are enrolled`);
  const inOrder = enrolled.flat().toSorted(([a], [b]) => a - b);
  return { client, phones: inOrder.map(([, phone]) => phone) };
}

async function enrol(client: PhonesClient, holder: string, planned: PlannedPhone): Promise<ActingPhone> {
  const phone = await client.newPhone(holder, `Phone in trouble: ${planned.trouble}`);
  const { deviceId } = await insistently(() => client.enrol(phone));
  if (deviceId === undefined) throw new Error(`${phone} was enrolled and has no device id`);
  return { planned, phone, holder, deviceId };
}
