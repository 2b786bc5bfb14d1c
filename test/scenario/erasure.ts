import { z } from "zod";
import type { RevocationView } from "../../functions/src/contract/revocation.ts";
import type { Evidence } from "../../functions/src/domain/evidence.ts";
import type { PhoneView } from "../stack/phones/phoneView.ts";
import type { FirestoreConsole } from "./firestoreConsole.ts";
import { awaitUntil, insist, insistAlike } from "./insist.ts";

const Wipe = z.object({ state: z.string(), evidence: z.string(), attempts: z.int(), summary: z.string() });
const Summarised = z.object({ state: z.string(), summary: z.string() });

/** What is read in the console about one device and its erasure. */
export interface ErasureRecord {
  readonly wipe: z.infer<typeof Wipe>;
  readonly device: z.infer<typeof Summarised>;
  readonly certificates: readonly z.infer<typeof Summarised>[];
}

/** One device of a revocation's answer. */
export type RevokedDevice = RevocationView["devices"][number];

/** The part of it that says where to look. */
export interface Erasing {
  readonly deviceId: string;
  readonly erasure: { readonly wipeId: string };
  readonly certificates: readonly { readonly certificateId: string }[];
}

/** How an erasure should be confirmed: by the phone itself, within a minute, unless told. */
export interface Confirmation {
  readonly evidence?: Evidence;
  readonly seconds?: number;
}

/** Waits in the console until a device's wipe is `confirmed`, and insists on the evidence. */
export async function awaitConfirmed(
  console: FirestoreConsole,
  { deviceId, erasure, certificates }: Erasing,
  { evidence = "deviceSigned", seconds = 60 }: Confirmation = {},
): Promise<ErasureRecord> {
  const look = () => console.fields(`wipes/${erasure.wipeId}`, Wipe);
  const isThere = ({ state }: z.infer<typeof Wipe>) => state === "confirmed";
  const wipe = await awaitUntil("the wipe is confirmed", { look, isThere, seconds });
  insistAlike("the evidence", wipe.evidence, evidence);
  return {
    wipe,
    device: await console.fields(`devices/${deviceId}`, Summarised),
    certificates: await Promise.all(
      certificates.map(({ certificateId }) => console.fields(`certificates/${certificateId}`, Summarised)),
    ),
  };
}

/** A phone after its erasure: nothing on the chip, and the holder was told. */
export function insistErased(phone: PhoneView): void {
  const { signing, authentication } = phone.secureElement;
  insist("both slots are empty", signing.isEmpty && authentication.isEmpty, phone.secureElement);
  insist("the phone showed one notice", phone.notices.length === 1, phone.notices);
  insistAlike("ignored messages", phone.ignored, []);
}

/** The one device of an answer, with both certificates revoked and a wipe behind them. */
export function insistOneRevoked({ devices }: RevocationView, deviceId: string | undefined): RevokedDevice {
  const [device] = devices;
  insistAlike(
    "the devices revoked",
    devices.map((one) => one.deviceId),
    [deviceId],
  );
  if (!device) throw new Error("the answer names no device");
  const seen = device.certificates.map(({ kind, state, alreadyRevoked }) => ({
    kind,
    state,
    alreadyRevoked,
  }));
  insistAlike(
    "its certificates",
    seen.toSorted((a, b) => (a.kind < b.kind ? 1 : -1)),
    [
      { kind: "signing", state: "revoked", alreadyRevoked: false },
      { kind: "authentication", state: "revoked", alreadyRevoked: false },
    ],
  );
  return device;
}
