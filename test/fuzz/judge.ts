import { z } from "zod";
import { Problem } from "../../functions/src/contract/problem.ts";
import { refusals } from "../../functions/src/domain/refusal.ts";
import type { Target } from "./endpoints.ts";
import { leakIn, signedPartsIn } from "./markers.ts";
import type { WireAnswer, WireRequest } from "./wire.ts";
import { wholeFramings } from "./wire.ts";

/** A callable's refusal as the Firebase SDKs read it. */
const CallableError = z.strictObject({
  error: z.strictObject({
    status: z.string(),
    message: z.string(),
    details: z.strictObject({
      code: z.enum(refusals),
      correlationId: z.string().optional(),
      detail: z.string().optional(),
      retryAfter: z.int().positive().optional(),
    }),
  }),
});

const Refused = Problem.extend({ code: z.enum(refusals) });

/** What Node's own parser answers, without a word, to what isn't HTTP, before anybody's code runs (RFC 9110). */
const parserStatuses: ReadonlySet<number> = new Set([400, 408, 413, 417, 431]);

/** Places in source code, as frames name them, and the names that errors begin with. */
const traces = /\.[cm]?[jt]s:\d|node:internal|node_modules|\/functions\/lib\/|\b\w*Error: |<!doctype|<html/i;

/** What is wrong with an answer, in sentences; none for one that is as the contract has it. */
export function judge(
  target: Target,
  request: WireRequest,
  answer: WireAnswer | undefined,
  secrets: readonly string[],
): string[] {
  // Whoever ends in mid-sentence, or speaks no HTTP, may be left without an answer.
  if (!answer) return isWhole(request) ? ["no answer came"] : [];
  const { status, headers, body } = answer;
  const told = `${status} ${body.slice(0, 300)}`;
  const found: string[] = [];
  if (status >= 500) found.push(`it failed: ${told}`);
  if (traces.test(body)) found.push(`it shows a stack trace: ${told}`);
  const sent = signedPartsIn(Buffer.from(request.body ?? []).toString("latin1"));
  const leak = leakIn(`${JSON.stringify(headers)}\n${status < 400 ? withoutModels(body) : body}`, [
    ...secrets,
    ...sent,
  ]);
  if (leak !== undefined) found.push(`it repeats what was sent: ${status} …${leak}…`);
  if (status < 500 && !isAsAgreed(target, request, answer))
    found.push(`it has another form than agreed: ${told}`);
  return found;
}

/** Whether an answer says that the endpoint did what it is there for; a preflight's 204 and a HEAD's 200 don't. */
export function isAccepted(target: Target, request: WireRequest, answer: WireAnswer | undefined): boolean {
  if (!answer || request.method !== target.method) return false;
  return answer.status >= 200 && answer.status < 300 && isAsAgreed(target, request, answer);
}

/** Holders and agents are shown a phone's model as the app once named it, and a receipt names it, signed and in words. */
function withoutModels(body: string): string {
  return body.replaceAll(/"(model|jws|ja|en)":"(?:[^"\\]|\\.)*"/g, '"$1":""');
}

function isWhole({ framing = "length" }: WireRequest): boolean {
  return wholeFramings.has(framing);
}

function isAsAgreed(target: Target, request: WireRequest, { status, headers, body }: WireAnswer): boolean {
  const isWordless = body === "" && headers["content-type"] === undefined;
  if (isWordless && parserStatuses.has(status)) return true;
  if (request.method === "HEAD") return body === "";
  // What the caller says it has already, however it says so (RFC 9110 section 13.1.2).
  if (status === 304) return body === "" && request.headers.some(([name]) => name === "if-none-match");
  if (request.method === "OPTIONS" && status === 204) return body === "";
  const json = jsonIn(body);
  const type = headers["content-type"] ?? "";
  if (target.isCallable) {
    if (!type.startsWith("application/json")) return false;
    if (status >= 400) return CallableError.safeParse(json).success;
    return z.strictObject({ result: target.answers }).safeParse(json).success;
  }
  if (status >= 400) return type.startsWith("application/problem+json") && isProblem(json, status);
  return type.startsWith("application/json") && target.answers.safeParse(json).success;
}

function isProblem(json: unknown, status: number): boolean {
  const problem = Refused.safeParse(json);
  return problem.success && problem.data.status === status;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
