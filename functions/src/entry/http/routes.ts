import { ReportCaEvent } from "../../contract/caEvent.ts";
import { HexId } from "../../contract/jws.ts";
import { ReportReset } from "../../contract/reset.ts";
import { ApplyForRevocation } from "../../contract/revocation.ts";
import { OpenSession } from "../../contract/session.ts";
import { ReportFromTsm } from "../../contract/tsm.ts";
import { isRefused, refuse } from "../../domain/refusal.ts";
import { openSession as open } from "../../flow/openSession.ts";
import { reportFromTsm as report } from "../../flow/reportFromTsm.ts";
import { reportReset as takeReset } from "../../flow/reportReset.ts";
import { showRevocation } from "../../flow/showRevocation.ts";
import { takeCaEvent as take } from "../../flow/takeCaEvent.ts";
import { log } from "../log.ts";
import { readRegistry } from "../resetRegistry.ts";
import { revoke as apply, showWithReceipts } from "../revoke.ts";
import { services } from "../services.ts";
import { customTokens } from "../session.ts";
import { bodyOf, route } from "./answer.ts";
import { signedInHolder } from "./signedIn.ts";

/** `POST /v1/sessions`: a card-signed application for a Firebase custom token. */
export const openSession = route(201, async (request) => {
  const body = bodyOf(request, OpenSession);
  if (isRefused(body)) return body;
  const { cardProofs, store, limit, auth, auditRefusal, clock, newId } = services;
  const ports = {
    readSession: cardProofs().readSession,
    transact: store().transact,
    limit: limit(),
    mintCustomToken: customTokens(auth),
    auditRefusal: auditRefusal(),
    clock,
    newId,
  };
  return open(body.application, ports);
});

/** `POST /v1/revocations`: a card-signed application from any phone or PC (1-1). */
export const revoke = route(201, async (request) => {
  const body = bodyOf(request, ApplyForRevocation);
  return isRefused(body) ? body : apply({ application: body.application, channel: "card" });
});

/** `GET /v1/revocations/{id}`: how revocation and erasure stand, for the holder who applied. */
export const readRevocation = route(200, async (request) => {
  const holderId = await signedInHolder(request);
  if (isRefused(holderId)) return holderId;
  const revocationId = HexId.safeParse(request.params.revocationId);
  if (!revocationId.success)
    return refuse("revocation_unknown", "Use the id that the revocation was answered with.");
  const { store, limit, auditRefusal } = services;
  const ports = { transact: store().read, limit: limit(), auditRefusal: auditRefusal() };
  const shown = await showRevocation({ revocationId: revocationId.data, holderId }, ports);
  return isRefused(shown) ? shown : showWithReceipts(shown);
});

/** `GET /v1/keys`, `GET /.well-known/jwks.json`: what commands, requests to the SEI-TSM and receipts are verified with. */
export const keys = route(200, async () => services.keySet());

/** `POST /v1/tsm-reports`: what the SEI-TSM's secure element answered. */
export const reportFromTsm = route(200, async (request) => {
  const body = bodyOf(request, ReportFromTsm);
  if (isRefused(body)) return body;
  const { readTsmReport, store, limit, schedule, reminderRules, auditRefusal, clock, chance } = services;
  const { transact } = store();
  return report(body.report, {
    readTsmReport: readTsmReport(),
    limit: limit(),
    transact,
    schedule: schedule(),
    rules: reminderRules(),
    auditRefusal: auditRefusal(),
    clock,
    chance,
  });
});

/** `POST /v1/resets`: what a phone's maker tells of its initialisation. */
export const reportReset = route(202, async (request) => {
  const body = bodyOf(request, ReportReset);
  if (isRefused(body)) return body;
  const { readResetReport, store, limit, hasTsm, reminderRules, auditRefusal, clock, newId } = services;
  return takeReset(body.report, {
    readResetReport: readResetReport(),
    limit: limit(),
    transact: store().transact,
    readRegistry,
    hasTsm: hasTsm(),
    rules: reminderRules(),
    auditRefusal: auditRefusal(),
    clock,
    newId,
  });
});

/** `POST /v1/ca-events`: what the card CA tells about a card. */
export const takeCaEvent = route(202, async (request) => {
  const body = bodyOf(request, ReportCaEvent);
  if (isRefused(body)) return body;
  const { readCaEvent, store, auditRefusal, clock, newId, wipeScope } = services;
  return take(body.event, {
    readCaEvent: readCaEvent(),
    transact: store().transact,
    auditRefusal: auditRefusal(),
    scope: wipeScope(),
    clock,
    newId,
    log,
  });
});
