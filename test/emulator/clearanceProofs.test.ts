import { beforeAll, expect, test } from "vitest";
import { ClearanceView } from "../../functions/src/contract/clearance.ts";
import { Problem } from "../../functions/src/contract/problem.ts";
import { sampleImei } from "../doubles/clearanceProofs.ts";
import { type PhonesClient, phonesClient } from "../scenario/phonesClient.ts";
import { addressesOfStack } from "../stack/addresses.ts";
import { postJson, type ServiceAnswer } from "../stack/phones/holder.ts";
import { shopIds } from "../stack/shopIds.ts";
import { createStaffAccount } from "../stack/staff/staffAccount.ts";

const addresses = addressesOfStack();
const url = `${addresses.hostingUrl}/v1/clearances`;
const asked = { phone: { shown: sampleImei } };
let phones: PhonesClient;
beforeAll(() => {
  phones = phonesClient(addresses.phones.url);
});

async function enrolled(): Promise<string> {
  const phone = await phones.newPhone(await phones.newHolder(), "Unproven Phone 1");
  await phones.enrol(phone);
  return phone;
}

function told({ status, body }: ServiceAnswer): readonly [number, string] {
  return [status, status < 400 ? "given" : Problem.parse(body).code];
}

test("a proof is given to nobody but a clerk of the check's own shop, and for no phone that isn't clear", async () => {
  const { receptionNumber, code } = await phones.handOverCode(await enrolled());
  const clerk = await phones.newClerk();
  const opened = await phones.counter(clerk, "checks", { code: { receptionNumber, code } });
  const { clearanceId } = ClearanceView.parse(opened.body);
  const prove = async (headers?: Record<string, string>, id = clearanceId) =>
    told(await postJson(`${url}/${id}/proofs`, asked, headers));
  const tokenOf = async (role: "agent" | "clerk", shopId?: string) => {
    const account = await createStaffAccount(addresses, role, shopId === undefined ? {} : { shopId });
    return { authorization: `Bearer ${await account.signIn()}` };
  };
  expect(await prove()).toEqual([401, "not_signed_in"]);
  expect(await prove(await tokenOf("agent"))).toEqual([403, "role_missing"]);
  const elsewhere = await tokenOf("clerk", shopIds.twoPeople);
  const here = await tokenOf("clerk", shopIds.usual);
  const unknown = [404, "clearance_unknown"];
  expect([await prove(elsewhere), await prove(here, "0".repeat(64))]).toEqual([unknown, unknown]);
  expect(await prove(here)).toEqual([409, "clearance_not_clear"]);
}, 60_000);

test("a holder is refused one too while the phone isn't clear, and told of a slip in the number", async () => {
  const phone = await enrolled();
  await expect(phones.clearanceProof(phone, sampleImei)).rejects.toThrow("clearance_not_clear");
  await expect(phones.clearanceProof(phone, "490154203237519")).rejects.toThrow("malformed_request");
});
