import { serialised } from "../../doubles/message.ts";
import { inSeconds } from "../../scenario/wrong/forge.ts";
import { type Attack, attack } from "./attack.ts";
import type { Cast } from "./cast.ts";
import { type Kind, kinds, ownRevocation, rightRequest } from "./kinds.ts";
import { type Request, toApi, toCallable } from "./send.ts";

const notSignedIn = [401, "not_signed_in"] as const;
const unvouched = [401, "app_check_required"] as const;

/** Right messages from the wrong callers: apps that nobody vouches for, nobody at all, or somebody else. */
export const callerAttacks: readonly Attack[] = [
  ...callables(kinds).flatMap((kind) => [
    attack(`${kind.what} from an app that nobody vouches for`, unvouched, async (cast) =>
      without(await rightRequest(kind, cast), "x-firebase-appcheck"),
    ),
    attack(`${kind.what} from an app with a made-up token`, unvouched, async (cast) =>
      having(await rightRequest(kind, cast), { "x-firebase-appcheck": "made.up.token" }),
    ),
  ]),
  ...kinds.map((kind) =>
    attack(`${kind.what} in a body of more than 64 KiB`, [413, "body_too_large"], async (cast) => {
      const request = await rightRequest(kind, cast);
      return { ...request, body: `${request.body}${" ".repeat(65_536)}` };
    }),
  ),
  ...signedIn(kinds).map((kind) =>
    attack(`${kind.what} with nobody signed in`, notSignedIn, async (cast) =>
      without(await rightRequest(kind, cast), "authorization"),
    ),
  ),
  attack("a replacement in another holder's session", [403, "card_of_another_holder"], replacementOf),
  ...(
    [
      ["of another project", { aud: "demo-elsewhere", iss: "https://securetoken.google.com/demo-elsewhere" }],
      ["that has expired", { iat: inSeconds(-7200), exp: inSeconds(-3600) }],
    ] as const
  ).map(([what, claims]) =>
    attack(`a revocation looked at with a token ${what}`, notSignedIn, async (cast) =>
      toApi(
        cast.addresses,
        `/v1/revocations/${cast.revocationId}`,
        undefined,
        rewritten(cast.own.idToken, claims),
      ),
    ),
  ),
];

function callables(all: readonly Kind[]): readonly Kind[] {
  return all.filter(({ door }) => door !== "open");
}

function signedIn(all: readonly Kind[]): readonly Kind[] {
  return all.filter(({ door }) => door === "session");
}

async function replacementOf(cast: Cast): Promise<Request> {
  const application = await serialised(ownRevocation(cast, "movedToNewPhone"));
  return toCallable(cast.addresses, "replaceDevice", { step: "confirm", application }, cast.other);
}

function having(request: Request, headers: Readonly<Record<string, string>>): Request {
  return { ...request, headers: { ...request.headers, ...headers } };
}

function without(request: Request, name: string): Request {
  const headers = Object.entries(request.headers).filter(([header]) => header !== name);
  return { ...request, headers: Object.fromEntries(headers) };
}

/** The Auth emulator's ID tokens have no signature; what they say is checked all the same. */
function rewritten(idToken: string, claims: object): string {
  const [header, payload = ""] = idToken.split(".");
  const said: unknown = JSON.parse(Buffer.from(payload, "base64url").toString());
  const changed = JSON.stringify({ ...Object(said), ...claims });
  return [header, Buffer.from(changed).toString("base64url"), ""].join(".");
}
