import { ProveClearance } from "../../contract/clearanceProof.ts";
import { HexId } from "../../contract/jws.ts";
import { isRefused } from "../../domain/refusal.ts";
import { clearanceUnknown } from "../../flow/findCheck.ts";
import { issueProofToShop } from "../../flow/issueClearanceProof.ts";
import { answerOfProof, proofPorts } from "../clearanceProof.ts";
import { services } from "../services.ts";
import { bodyOf, route } from "./answer.ts";
import { signedInClerk } from "./signedIn.ts";

/** `POST /v1/clearances/{id}/proofs`: a clerk asks for the proof that the phone on the counter is clear. */
export const proveClearance = route(201, async (request) => {
  const clerk = await signedInClerk(request);
  if (isRefused(clerk)) return clerk;
  const body = bodyOf(request, ProveClearance);
  if (isRefused(body)) return body;
  const clearanceId = HexId.safeParse(request.params.clearanceId);
  if (!clearanceId.success) return clearanceUnknown;
  const asked = { clearanceId: clearanceId.data, clerk, shown: body.phone.shown };
  const ports = { ...proofPorts(), transact: services.store().transact };
  const issued = await issueProofToShop(asked, ports);
  return isRefused(issued) ? issued : answerOfProof(issued);
});
