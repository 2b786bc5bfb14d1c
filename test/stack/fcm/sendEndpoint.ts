import type { IncomingMessage, ServerResponse } from "node:http";
import type { Faults } from "../faults.ts";
import { readText, TooLarge } from "../json.ts";
import { type Narrate, shorten } from "../standIn.ts";
import { type Failure, failureBody, failures } from "./failures.ts";
import { type FcmFault, isFailure } from "./fcmFault.ts";
import type { PostOffice } from "./postOffice.ts";
import { type PushMessage, parsePushMessage } from "./pushMessage.ts";
import { isWellFormed, type Registration } from "./registration.ts";

const path = /^\/v1\/projects\/([^/]+)\/messages:send$/;
const bodyLimit = 64 * 1024;

/** What messages:send works with. */
interface SendPorts {
  readonly project: string;
  readonly office: PostOffice;
  readonly faults: Faults<FcmFault>;
  readonly narrate: Narrate;
}

type Outcome = { readonly messageId: string } | { readonly failure: Failure } | "hang";

/** Answers `POST /v1/projects/{projectId}/messages:send` as FCM does; any other path is a plain 404. */
export async function sendEndpoint(
  request: IncomingMessage,
  response: ServerResponse,
  ports: SendPorts,
): Promise<void> {
  const project = request.method === "POST" ? path.exec(request.url ?? "")?.[1] : undefined;
  if (project === undefined) {
    response.writeHead(404, { "content-type": "text/html" }).end("<p>No such page.</p>");
    return;
  }
  const text = await readText(request, bodyLimit).catch((problem: unknown) => {
    if (problem instanceof TooLarge) return "";
    throw problem;
  });
  const bearer = /^Bearer \S/.test(request.headers.authorization ?? "");
  write(response, decide({ project, bearer, text }, ports), ports.narrate);
}

interface Sent {
  readonly project: string;
  readonly bearer: boolean;
  readonly text: string;
}

/** The caller first, then the project, then the payload: a fault may be meant for one registration only. */
function decide({ project, bearer, text }: Sent, ports: SendPorts): Outcome {
  if (!bearer) return { failure: failures.unauthenticated };
  if (project !== ports.project) return { failure: failures.notFoundProject };
  const message = parsePushMessage(text);
  if ("refused" in message) return { failure: message.refused };
  const { value } = message.target;
  const fault = ports.faults.take((order) => order.value === undefined || order.value === value);
  if (fault) ports.narrate(`misbehaving as ordered towards ${shorten(value)}: ${fault.kind}`);
  if (fault && isFailure(fault)) return { failure: faulted(fault) };
  if (fault?.kind === "hang") return "hang";
  const registration = ports.office.find(value);
  if (!isLive(registration, message)) return { failure: notLive(registration, message) };
  return ports.office.accept(registration, message, fault);
}

function isLive(
  registration: Registration | undefined,
  { target }: PushMessage,
): registration is Registration {
  return registration?.live === true && registration.target.kind === target.kind;
}

function notLive(registration: Registration | undefined, { target }: PushMessage): Failure {
  if (isWellFormed(target) && (!registration || registration.target.kind === target.kind))
    return failures.unregistered;
  return { ...failures.invalidTarget, field: target.kind === "fid" ? "message.fid" : "message.token" };
}

function faulted({ kind, retryAfterSeconds }: Extract<FcmFault, { retryAfterSeconds?: unknown }>): Failure {
  return retryAfterSeconds === undefined ? failures[kind] : { ...failures[kind], retryAfterSeconds };
}

/** A hanging call keeps its socket until the client gives up or the stand-in ends. */
function write(response: ServerResponse, outcome: Outcome, narrate: Narrate): void {
  if (outcome === "hang") return;
  const headers = { "content-type": "application/json; charset=UTF-8" };
  if ("messageId" in outcome) {
    response.writeHead(200, headers).end(JSON.stringify({ name: outcome.messageId }));
    return;
  }
  const { failure } = outcome;
  narrate(`send refused: ${failure.http} ${failure.fcmError ?? failure.status}`);
  const wait = failure.retryAfterSeconds;
  response
    .writeHead(failure.http, wait === undefined ? headers : { ...headers, "retry-after": String(wait) })
    .end(JSON.stringify(failureBody(failure)));
}
