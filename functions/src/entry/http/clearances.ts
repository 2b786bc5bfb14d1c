import type { Request } from "express";
import { OpenClearance, PullNow, RecordInitialisation } from "../../contract/clearance.ts";
import { HexId } from "../../contract/jws.ts";
import { type Decision, isRefused } from "../../domain/refusal.ts";
import { askForPull as pull } from "../../flow/askForPull.ts";
import type { Clerk, ShownCheck } from "../../flow/counterPorts.ts";
import { clearanceUnknown } from "../../flow/findCheck.ts";
import { openClearance as open } from "../../flow/openClearance.ts";
import { readClearance as look } from "../../flow/readClearance.ts";
import { recordInitialisation as record } from "../../flow/recordInitialisation.ts";
import { viewOfCheck } from "../clearanceView.ts";
import { evenly } from "../evenly.ts";
import { readRegistry } from "../resetRegistry.ts";
import { services } from "../services.ts";
import { bodyOf, route } from "./answer.ts";
import { signedInClerk } from "./signedIn.ts";

/** `POST /v1/clearances`: a clerk has a phone checked, with the holder's code or by what the phone shows (窓口確認). */
export const openClearance = route(201, async (request) => {
  const clerk = await signedInClerk(request);
  if (isRefused(clerk)) return clerk;
  const body = bodyOf(request, OpenClearance);
  if (isRefused(body)) return body;
  const { roomIn, hashHandOverCode, clearanceRequests } = services;
  const opening = {
    roomIn: roomIn(),
    hashCode: hashHandOverCode(),
    clearanceRequests: clearanceRequests(),
    transact: services.store().transact,
  };
  const given = "code" in body ? body.code : { phone: body.phone };
  const asked = { clerk, requestId: body.requestId, given };
  return shown(await evenly(open(asked, { ...counterPorts(), ...opening })), clerk);
});

/** `GET /v1/clearances/{id}`: how a check stands, for any clerk of its shop. */
export const readClearance = route(200, async (request) => {
  const clerk = await signedInClerk(request);
  if (isRefused(clerk)) return clerk;
  const ports = { ...counterPorts(), read: services.store().read };
  return ofCheck(request, clerk, (asked) => look(asked, ports));
});

/** `POST /v1/clearances/{id}/pulls`: the phone is told once more to fetch its command, at once. */
export const askForPull = route(200, async (request) => {
  const clerk = await signedInClerk(request);
  if (isRefused(clerk)) return clerk;
  const body = bodyOf(request, PullNow);
  return isRefused(body) ? body : ofCheck(request, clerk, (asked) => pull(asked, counterPorts()));
});

/** `POST /v1/clearances/{id}/initialisations`: a clerk says that the phone was initialised at the counter (3). */
export const recordInitialisation = route(200, async (request) => {
  const clerk = await signedInClerk(request);
  if (isRefused(clerk)) return clerk;
  const body = bodyOf(request, RecordInitialisation);
  return isRefused(body) ? body : ofCheck(request, clerk, (asked) => record(asked, initialisationPorts()));
});

function initialisationPorts() {
  return { ...counterPorts(), hasTsm: services.hasTsm(), newId: services.newId };
}

/** Of the check that the path names; what can't be one's id looks like one that isn't there. */
async function ofCheck(
  request: Request,
  clerk: Clerk,
  go: (asked: { clearanceId: string; clerk: Clerk }) => Promise<Decision<ShownCheck>>,
) {
  const clearanceId = HexId.safeParse(request.params.clearanceId);
  if (!clearanceId.success) return clearanceUnknown;
  return shown(await go({ clearanceId: clearanceId.data, clerk }), clerk);
}

function shown(decision: Decision<ShownCheck>, clerk: Clerk) {
  return isRefused(decision) ? decision : viewOfCheck(decision, { clerk, publicUrl: services.publicUrl() });
}

function counterPorts() {
  const { store, limit, auditRefusal, clock } = services;
  const { transact } = store();
  return { transact, limit: limit(), auditRefusal: auditRefusal(), readRegistry, clock };
}
