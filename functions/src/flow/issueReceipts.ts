import { erasureReceipt, type ReceiptObstacle } from "../domain/erasureReceipt.ts";
import { erasureText, type ReceiptText, revocationText } from "../domain/receiptText.ts";
import { revocationReceipt } from "../domain/revocationReceipt.ts";
import type { SignedReceipt, SignReceipts } from "./receiptPorts.ts";
import type { ShownApplication, ShownDevice } from "./showRevocation.ts";

/** A receipt for machines and for people. */
export type Receipt = SignedReceipt & ReceiptText;

/** The receipts of one application: for its revocation, and for each device's erasure, in the devices' order. */
export interface Receipts {
  /** Absent where nothing was revoked, because all of it had expired. */
  readonly revocation?: Receipt;
  readonly erasures: readonly (Receipt | ReceiptObstacle)[];
}

/** Makes the receipts from what is stored now. Asking again gives the same content under another signature. */
export async function issueReceipts(shown: ShownApplication, sign: SignReceipts): Promise<Receipts> {
  const { application, devices } = shown;
  const content = revocationReceipt(
    application,
    devices.flatMap(({ certificates }) => certificates),
  );
  const erasures = await Promise.all(devices.map((device) => issueErasure(device, shown, sign)));
  if (!content) return { erasures };
  const signed = await sign.revocation(content);
  return { revocation: { ...signed, ...revocationText(content, signed.verificationCode) }, erasures };
}

/** The model is as it was when the application was taken: the phone may call itself something else since. */
async function issueErasure(
  { device, certificates, wipe }: ShownDevice,
  { application }: ShownApplication,
  sign: SignReceipts,
): Promise<Receipt | ReceiptObstacle> {
  const applied = application.devices.find(({ deviceId }) => deviceId === device.deviceId);
  // What a later enrolment has taken over is that one's to erase, whatever is said of this one.
  if (certificates.some(({ deviceId }) => deviceId !== device.deviceId)) return "cancelled";
  const content = erasureReceipt(wipe, { device, model: applied?.model ?? device.handset.model });
  if (typeof content === "string") return content;
  const signed = await sign.erasure(content);
  return { ...signed, ...erasureText(content, signed.verificationCode) };
}
