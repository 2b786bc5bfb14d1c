import { randomUUID } from "node:crypto";
import { type CryptoKey, generateKeyPair, SignJWT } from "jose";
import { createDeviceKey } from "./deviceKey.ts";
import type { FindKey } from "./keySet.ts";
import { SecureElement } from "./secureElement.ts";
import { type Sent, WipeApp } from "./wipeApp.ts";

const deviceId = "a".repeat(64);

/** Any base64 stands for a certificate here: the phone knows it by its hash only. */
const onChip = { signing: "c2lnbmluZw==", authentication: "YXV0aA==" };

/** An app that obeys wipe commands, with what it needs within reach of a test. */
export interface Bench {
  readonly app: WipeApp;
  readonly secureElement: SecureElement;
  /** Makes a command for what is on the chip, signed with the published key unless told. */
  command(changes?: object, key?: CryptoKey): Promise<string>;
  readonly sent: string[];
  /** What the next sendings come to; empty means taken. */
  readonly fates: (Sent | Error)[];
  readonly keyFailures: Error[];
  awake: boolean;
}

/** A phone with both slots filled, and an app that finds one published key. */
export async function createBench(): Promise<Bench> {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const secureElement = await filledElement();
  const [sent, fates, keyFailures]: [string[], (Sent | Error)[], Error[]] = [[], [], []];
  const findKey: FindKey = async (kid) => {
    const failure = keyFailures.shift();
    if (failure) throw failure;
    return kid === "published" ? publicKey : undefined;
  };
  const app = new WipeApp({
    deviceKey: await createDeviceKey(),
    secureElement,
    findKey,
    identity: () => ({ deviceId, generation: 2 }),
    send: async (jws) => {
      sent.push(jws);
      const fate = fates.shift() ?? "taken";
      if (fate instanceof Error) throw fate;
      return fate;
    },
    isAwake: () => made.awake,
    narrate: () => {},
    patience: { firstWait: 5, longestWait: 10, tries: 10 },
  });
  const claims = claimsFor(secureElement);
  const command = (changes: object = {}, key = privateKey) =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: "ES256", typ: "wipe-command+jwt", kid: "published" })
      .sign(key);
  const made: Bench = { app, secureElement, command, sent, fates, keyFailures, awake: true };
  return made;
}

async function filledElement(): Promise<SecureElement> {
  const element = new SecureElement("1234");
  for (const kind of ["signing", "authentication"] as const) {
    await element.generateKey(kind);
    element.writeCertificate(kind, [onChip[kind]]);
  }
  return element;
}

function claimsFor(element: SecureElement) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: "http://127.0.0.1:5000",
    aud: deviceId,
    jti: `${randomUUID()}.1`,
    wipeId: "wipe",
    generation: 2,
    certificates: (["signing", "authentication"] as const).map((kind) => ({
      "x5t#S256": element.thumbprintOf(kind),
      kind,
    })),
    scope: "keys",
    nonce: "0123456789abcdef",
    iat: now,
    exp: now + 60,
  };
}
