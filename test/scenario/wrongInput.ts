import { Problem } from "../../functions/src/contract/problem.ts";
import type { Card } from "../stack/authorities/cards.ts";
import { createFirebaseClient, refusalOf } from "../stack/phones/firebaseClient.ts";
import { openSession } from "../stack/phones/holder.ts";
import type { Scenario, ScenarioStack } from "../stack/scenario.ts";
import { FirestoreConsole } from "./firestoreConsole.ts";
import { insist, insistAlike } from "./insist.ts";
import { type PhonesClient, phonesClient } from "./phonesClient.ts";
import { bodyCases } from "./wrong/bodyCases.ts";
import { otherCases, registrationCases } from "./wrong/callableCases.ts";
import { chainCases } from "./wrong/chainCases.ts";
import { createForge, type Forge } from "./wrong/forge.ts";
import { proofCases } from "./wrong/proofCases.ts";
import type { CallableCase, HttpCase } from "./wrong/wrongCase.ts";
import { createWrongPhone } from "./wrong/wrongPhone.ts";

interface Person {
  readonly card: Card;
  readonly deviceId: string;
  readonly forge: Forge;
}

/** Whatever is wrong with a request, the answer says so in the agreed form, and nothing is written. */
export const wrongInput: Scenario = {
  name: "wrong-input",
  title: "wrong input gets a clear answer and changes nothing",
  isAlone: true,
  play: async (stack) => {
    const { addresses, say } = stack;
    const phones = phonesClient(addresses.phones.url);
    const console = new FirestoreConsole(addresses);
    const others = await console.holderIds();
    const [own, stranger] = [await enrolPerson(stack, phones), await enrolPerson(stack, phones)];
    const callers = await openCallers(stack, own);
    say("two holders have an enrolled phone each; one of them now sends what is wrong");
    const before = await console.fingerprint(others);
    try {
      await checkHttp(await httpCases(stack, own, stranger), stack);
      const phone = await createWrongPhone(addresses, {
        holderId: callers.holder.holderId(),
        cardSerial: own.card.serial,
      });
      await checkCallables(
        [...registrationCases(callers, phone), ...otherCases(callers, own.forge, stranger.forge)],
        stack,
      );
      await checkAppCheck(stack);
    } finally {
      await Promise.all([callers.holder.close(), callers.nobody.close()]);
    }
    const after = await console.fingerprint(others);
    const differing = [
      ...after.filter((document) => !before.includes(document)),
      ...before.filter((document) => !after.includes(document)),
    ];
    insistAlike("the documents that differ", differing, []);
    say("no document was written, changed or deleted, but for the audit, which tells what was refused");
  },
};

async function enrolPerson({ addresses }: ScenarioStack, phones: PhonesClient): Promise<Person> {
  const holder = await phones.newHolder();
  const { deviceId = "" } = await phones.enrol(await phones.newPhone(holder, "Phone 1"));
  const card = await phones.cardOf(holder);
  return { card, deviceId, forge: createForge(card, { audience: addresses.hostingUrl, deviceId }) };
}

async function openCallers({ addresses }: ScenarioStack, { card }: Person) {
  const [holder, nobody] = [createFirebaseClient(addresses), createFirebaseClient(addresses)];
  await holder.signIn((await openSession(card, addresses)).customToken);
  return { holder, nobody };
}

async function httpCases({ addresses }: ScenarioStack, own: Person, stranger: Person) {
  const place = {
    authorities: addresses.authorities.url,
    audience: addresses.hostingUrl,
    deviceId: own.deviceId,
  };
  return [
    ...bodyCases(await own.forge.revocation()),
    ...(await proofCases(own.forge, stranger)),
    ...(await chainCases(own.forge, place)),
  ];
}

async function checkHttp(cases: readonly HttpCase[], { addresses, say }: ScenarioStack): Promise<void> {
  for (const { what, path, body, contentType = "application/json", status, code } of cases) {
    const init = body === undefined ? {} : { method: "POST", body, headers: { "content-type": contentType } };
    const response = await fetch(`${addresses.hostingUrl}${path}`, init);
    const problem = Problem.safeParse(await response.json());
    const type = response.headers.get("content-type");
    insist(
      `${what} is answered as a problem document`,
      type?.startsWith("application/problem+json") ?? false,
      {
        type,
        status: response.status,
      },
    );
    insistAlike(
      `the answer to ${what}`,
      { header: response.status, status: problem.data?.status, code: problem.data?.code },
      { header: status, status, code },
    );
  }
  say(`over HTTP: ${cases.length} wrong requests, each with its own status and code as RFC 9457 has it`);
}

async function checkCallables(cases: readonly CallableCase[], { say }: ScenarioStack): Promise<void> {
  for (const { what, status, code, call } of cases) {
    const answer = await call().then(
      () => "it was accepted",
      (problem: unknown) => {
        const refusal = refusalOf(problem);
        return refusal ? { status: refusal.status, code: refusal.code } : problem;
      },
    );
    insistAlike(`the answer to ${what}`, answer, { status, code });
  }
  say(`over callables: ${cases.length} wrong calls, each with its HttpsError and the same code`);
}

async function checkAppCheck({ addresses, say }: ScenarioStack): Promise<void> {
  const client = createFirebaseClient(addresses, { appCheck: false });
  const call = client.call("acknowledgeWipe", { acknowledgement: "a.b.c" });
  const code = await call.then(
    () => "it was accepted",
    (problem: unknown) => Object(problem).code,
  );
  await client.close();
  insistAlike("the answer to a call without App Check", code, "functions/unauthenticated");
  say("without App Check nobody gets in");
}
