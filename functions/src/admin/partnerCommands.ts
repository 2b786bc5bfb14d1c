import { z } from "zod";
import { isPartnerId, type Partner, partnerKinds, partnerScopes } from "../domain/partner.ts";
import { type Decision, isRefused, refuse } from "../domain/refusal.ts";
import {
  addPartnerKey,
  disablePartner,
  enablePartner,
  registerPartner,
  retirePartnerKey,
} from "../flow/changePartner.ts";
import { partnerPages } from "../store/adminPages.ts";
import { type Command, command, type Session } from "./command.ts";
import { readJwk } from "./keyFile.ts";
import { keyLine, partnerLine } from "./lines.ts";

const id = z.string().refine(isPartnerId);
const Id = z.strictObject({ id });
const idText = { takes: "a partner's id", tells: "which partner", isNeeded: true };

const add = command({
  words: "partner add",
  tells: "Registers a partner, without a key yet. A repeat changes nothing.",
  isChange: true,
  options: {
    id: { takes: "3 to 64 lower-case letters, digits and hyphens", tells: "its id", isNeeded: true },
    kind: { takes: partnerKinds.join(", "), tells: "what it is", isNeeded: true },
    scope: { takes: partnerScopes.join(", "), tells: "what it may send", isNeeded: true, isList: true },
    name: { takes: "a name, up to 100 characters", tells: "what admins call it; its id unless told" },
  },
  shape: z.strictObject({
    id,
    kind: z.enum(partnerKinds),
    scope: z.array(z.enum(partnerScopes)),
    name: z.string().min(1).max(100).optional(),
  }),
  run: ({ id: partnerId, kind, scope, name = partnerId }, session) =>
    show(session, registerPartner({ partnerId, name, kind, scopes: [...new Set(scope)] }, session.services)),
});

const addKey = command({
  words: "partner key add",
  tells: "Registers one more public key of a partner; the old ones stay in use.",
  isChange: true,
  options: {
    id: idText,
    jwk: { takes: "a file", tells: "the public key as a JWK with kid and alg", isNeeded: true },
    "not-before": {
      takes: "a time such as 2027-01-31T00:00:00Z",
      tells: "from when it counts; now unless told",
    },
  },
  shape: z.strictObject({
    id,
    jwk: z.string(),
    "not-before": z.iso
      .datetime({ offset: true })
      .transform((text) => new Date(text))
      .optional(),
  }),
  run: async ({ id: partnerId, jwk, "not-before": startsAt }, session) =>
    show(session, addPartnerKey({ partnerId, jwk: readJwk(jwk), startsAt }, session.services)),
});

const retireKey = command({
  words: "partner key retire",
  tells: "Takes a key of a partner out of use at once; its kid is never given again.",
  isChange: true,
  options: { id: idText, kid: { takes: "a key's id", tells: "which key", isNeeded: true } },
  shape: z.strictObject({ id, kid: z.string().min(1).max(128) }),
  run: ({ id: partnerId, kid }, session) =>
    show(session, retirePartnerKey({ partnerId, kid }, session.services)),
});

const disable = command({
  words: "partner disable",
  tells: "Shuts a partner out at once, with all its keys.",
  isChange: true,
  options: { id: idText },
  shape: Id,
  run: ({ id: partnerId }, session) => show(session, disablePartner(partnerId, session.services)),
});

const enable = command({
  words: "partner enable",
  tells: "Lets a partner in again, with the keys it has.",
  isChange: true,
  options: { id: idText },
  shape: Id,
  run: ({ id: partnerId }, session) => show(session, enablePartner(partnerId, session.services)),
});

const showOne = command({
  words: "partner show",
  tells: "Shows a partner and its public keys.",
  isChange: false,
  options: { id: idText },
  shape: Id,
  run: ({ id: partnerId }, session) =>
    show(
      session,
      session.services.read(
        async ({ partners }) =>
          (await partners.read(partnerId)) ?? refuse("malformed_request", "There is no such partner."),
      ),
    ),
});

const list = command({
  words: "partner list",
  tells: "Lists the partners.",
  isChange: false,
  options: {},
  shape: z.strictObject({}),
  async run(_input, { services, say }) {
    for await (const page of partnerPages(services.pages))
      for (const partner of page) say(partnerLine(partner));
    return 0;
  },
});

async function show({ say }: Session, decided: Promise<Decision<Partner>>) {
  const partner = await decided;
  if (isRefused(partner)) return partner;
  say(partnerLine(partner));
  for (const key of partner.keys) say(`  ${keyLine(key)}`);
  return 0;
}

/** The commands about partners. */
export const partnerCommands: readonly Command[] = [add, addKey, retireKey, disable, enable, showOne, list];
