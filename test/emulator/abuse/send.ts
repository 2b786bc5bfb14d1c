import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { StackAddresses } from "../../stack/addresses.ts";

/** What goes over the wire: one POST, or a GET where there is no body. */
export interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back. `alike` is everything a caller can compare: status and bytes, but for the correlation id. */
export interface Answer {
  readonly status: number;
  readonly code: string;
  readonly alike: string;
  /** From sending to the last byte, milliseconds. */
  readonly took: number;
}

/** Who calls a callable: signed in where there is an ID token, from a vouched app unless told. */
interface Caller {
  readonly idToken?: string;
  /** The App Check header as it is sent; null leaves it out. */
  readonly appCheck?: string | null;
}

const Refused = z.object({
  code: z.string().optional(),
  error: z.object({ details: z.object({ code: z.string() }) }).optional(),
});

/**
 * Sends a request from an address of its own, so that no attack uses up what the next one may fail: the failures of one
 * address are bounded, and that has tests of its own.
 */
export async function send({ url, headers, body }: Request): Promise<Answer> {
  const address = `2001:db8:${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}::1`;
  const all = { "content-type": "application/json", "x-forwarded-for": address, ...headers };
  const since = performance.now();
  const init = body === undefined ? { headers: all } : { method: "POST", headers: all, body };
  const response = await fetch(url, init);
  const text = await response.text();
  const took = performance.now() - since;
  const { code, error } = Refused.parse(JSON.parse(text));
  const alike = `${response.status} ${text.replace(/"correlationId":"[^"]+"/, "")}`;
  return { status: response.status, code: code ?? error?.details.code ?? "taken", alike, took };
}

/** A request to the HTTP surface, past Hosting, which would put its own address in the caller's place. */
export function toApi(addresses: StackAddresses, path: string, body?: unknown, idToken?: string): Request {
  return {
    url: `${addresses.functionsUrl}/api${path}`,
    headers: idToken === undefined ? {} : { authorization: `Bearer ${idToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** A call of a callable, as the Firebase SDKs send it. */
export function toCallable(
  addresses: StackAddresses,
  name: string,
  data: unknown,
  { idToken, appCheck = appCheckOf(addresses.projectId) }: Caller = {},
): Request {
  return {
    url: `${addresses.functionsUrl}/${name}`,
    headers: {
      ...(idToken === undefined ? {} : { authorization: `Bearer ${idToken}` }),
      ...(appCheck === null ? {} : { "x-firebase-appcheck": appCheck }),
    },
    body: JSON.stringify({ data }),
  };
}

/** The functions emulator reads App Check's attestation without verifying it. */
function appCheckOf(projectId: string): string {
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    ...{ sub: "1:000000000000:android:katazukelocal", aud: [`projects/${projectId}`], iss: "abuse" },
    ...{ iat, exp: iat + 3600, jti: randomBytes(8).toString("hex") },
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.`;
}
