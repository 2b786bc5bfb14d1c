import { PlaceHold, ReleaseByCard, ReleaseHold } from "../../contract/hold.ts";
import { HexId } from "../../contract/jws.ts";
import { certificateIdOf } from "../../domain/certificateName.ts";
import { isRefused } from "../../domain/refusal.ts";
import { placeHold as place } from "../../flow/placeHold.ts";
import { releaseByCard as releaseMine } from "../../flow/releaseByCard.ts";
import { holdUnknown, releaseHold as release } from "../../flow/releaseHold.ts";
import { evenly } from "../evenly.ts";
import { services } from "../services.ts";
import { viewOfHold } from "../views.ts";
import { bodyOf, route } from "./answer.ts";
import { signedInStaff } from "./signedIn.ts";

/** `POST /v1/holds`: an agent puts a caller's certificates on hold. */
export const placeHold = route(201, async (request) => {
  const agentId = await signedInStaff(request, "agent");
  if (isRefused(agentId)) return agentId;
  const body = bodyOf(request, PlaceHold);
  if (isRefused(body)) return body;
  const { requestId, identifiedBy, certificates, onlyPhoneOf, blockingWord } = body;
  const asked = {
    ...{ requestId, agentId, identifiedBy, certificateIds: certificates.map(certificateIdOf) },
    ...(onlyPhoneOf ? { onlyPhoneOf: certificateIdOf(onlyPhoneOf) } : {}),
    ...(blockingWord === undefined ? {} : { blockingWord }),
  };
  const { limit, hashWord, reminderRules, auditRefusal, clock } = services;
  const { read, transact } = services.store();
  const ports = {
    ...{ read, transact, hashWord, clock },
    limit: limit(),
    schedule: reminderRules().holds,
    auditRefusal: auditRefusal(),
  };
  const shown = await evenly(place(asked, ports));
  return isRefused(shown) ? shown : viewOfHold(shown);
});

/** `POST /v1/holds/{id}/release`: an agent gives back what a hold covers, to a caller who is identified well. */
export const releaseHold = route(200, async (request) => {
  const agentId = await signedInStaff(request, "agent");
  if (isRefused(agentId)) return agentId;
  const body = bodyOf(request, ReleaseHold);
  if (isRefused(body)) return body;
  const holdId = HexId.safeParse(request.params.holdId);
  if (!holdId.success) return holdUnknown;
  const { identifiedBy, blockingWord } = body;
  const said = blockingWord === undefined ? {} : { blockingWord };
  const { hashWord, limit } = services;
  const asked = { holdId: holdId.data, agentId, identifiedBy, ...said };
  const shown = await evenly(release(asked, { ...releasing(), hashWord, limit: limit() }));
  return isRefused(shown) ? shown : viewOfHold(shown);
});

/** `POST /v1/holds/mine/release`: the holder gives back to themselves, on the card's signature. */
export const releaseByCard = route(200, async (request) => {
  const body = bodyOf(request, ReleaseByCard);
  if (isRefused(body)) return body;
  const { readRelease } = services.cardProofs();
  const shown = await releaseMine(body.application, { ...releasing(), readRelease });
  return isRefused(shown) ? shown : { holds: shown.map(viewOfHold) };
});

function releasing() {
  const { returningKinds, newId, wipeScope, auditRefusal, clock } = services;
  const { read, transact } = services.store();
  return {
    ...{ read, transact, newId, clock },
    returning: returningKinds(),
    scope: wipeScope(),
    auditRefusal: auditRefusal(),
  };
}
