import type { DocumentSnapshot, Firestore } from "firebase-admin/firestore";
import type { Cast } from "./cast.ts";

/** What goes on by itself while attacks do: the audit grows, attempts are made and their results kept. */
const movesByItself: Readonly<Record<string, readonly string[]>> = {
  holders: ["auditHead"],
  devices: ["auditHead", "summary"],
  wipes: [
    ...["state", "cause", "attempts", "attemptIsOpen", "movesInARow", "lastAttempt"],
    ...["nextStep", "nextStepAt", "reminders", "remindAt", "summary"],
  ],
};

/** Where whatever belongs to a holder is kept, field by field. */
const ofHolders = [
  "holders",
  "cards",
  "devices",
  "certificates",
  "revocations",
  "wipes",
  "holds",
  "holdChoices",
  "contacts",
] as const;
/** Where an attack must not make anything new, whoever it would belong to. */
const all = [...ofHolders, "secureElements", "usedProofs", "partners", "mail"] as const;

/** Documents by their paths, and how many there are in each collection. */
export interface Seen {
  readonly shown: Readonly<Record<string, unknown>>;
  readonly counts: readonly unknown[];
}

/** Everything that an attack could have changed, as it is now: two of them are alike when nothing was. */
export async function look(
  firestore: Firestore,
  { own, other, listed, ended, partners }: Cast,
): Promise<Seen> {
  const holderIds = [own, other, listed, ended].map(({ holderId }) => holderId);
  const partnerIds = [...new Set(Object.values(partners).map(({ partnerId }) => partnerId))];
  const [owned, counts, told] = await Promise.all([
    Promise.all(ofHolders.map((name) => firestore.collection(name).where("holderId", "in", holderIds).get())),
    Promise.all(
      all.map(async (name) => [name, (await firestore.collection(name).count().get()).data().count]),
    ),
    firestore.getAll(...partnerIds.map((id) => firestore.doc(`partners/${id}`))),
  ]);
  const documents = owned.flatMap(({ docs }) => docs);
  const wipes = documents.filter(({ ref }) => ref.parent.id === "wipes");
  const answers = await Promise.all(wipes.map(({ ref }) => ref.collection("acknowledgements").get()));
  const shown = [...documents, ...told, ...answers.flatMap(({ docs }) => docs)].map(show);
  return { shown: Object.fromEntries(shown), counts };
}

/** Where a push goes is looked at, whether it was ever reached isn't. */
function show(document: DocumentSnapshot): readonly [string, unknown] {
  const { pushTarget, ...fields } = document.data() ?? {};
  const moving = movesByItself[document.ref.parent.id] ?? [];
  const kept = Object.entries(fields).filter(([name]) => !moving.includes(name));
  return [document.ref.path, { ...Object.fromEntries(kept), pushTarget: pushTarget?.value }];
}
