import { z } from "zod";
import type { PhonesClient } from "../../scenario/phonesClient.ts";
import type { StackAddresses } from "../../stack/addresses.ts";
import { postJson } from "../../stack/phones/holder.ts";

/** A person at the counter with a phone that is enrolled. */
export interface Customer {
  readonly holder: string;
  readonly phone: string;
  readonly deviceId: string;
}

const Made = z.object({ phone: z.string() });

/** Somebody comes to the counter with a phone. */
export async function newCustomer(
  phones: PhonesClient,
  { addresses, platform = "android" }: { addresses: StackAddresses; platform?: "android" | "ios" },
): Promise<Customer> {
  const holder = await phones.newHolder();
  const made = await postJson(`${addresses.phones.url}/phones`, { holder, model: "Sample 8", platform });
  const { phone } = Made.parse(made.body);
  const { deviceId } = z.object({ deviceId: z.string() }).parse(await phones.enrol(phone));
  return { holder, phone, deviceId };
}
