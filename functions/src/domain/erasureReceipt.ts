import { isErasedStill } from "./erasedStill.ts";
import type { Evidence } from "./evidence.ts";
import { hexDigest, keyThumbprint } from "./hash.ts";
import { inSeconds, type ReceiptCertificate, receiptCertificate } from "./revocationReceipt.ts";
import type { Showing } from "./shown.ts";
import type { Outcome, Wipe, WipeScope } from "./wipe.ts";

/** What erased: the app on the phone, the SEI-TSM from afar, or the phone's own initialisation. */
export const erasureTools = ["app", "seiTsm", "initialisation"] as const;
type ErasureTool = (typeof erasureTools)[number];

export const erasureTechniques = ["keyAndCertificateDeletion", "appletDeletion", "initialisation"] as const;
type ErasureTechnique = (typeof erasureTechniques)[number];

/** Why there is no receipt for an erasure. */
export const receiptObstacles = ["notProvenYet", "closedWithoutProof", "cancelled"] as const;
export type ReceiptObstacle = (typeof receiptObstacles)[number];

/** One way in which certificates of the wipe were erased, and who did it. */
interface ErasureStep {
  readonly tool: ErasureTool;
  readonly version?: string;
  readonly technique: ErasureTechnique;
  /** RFC 7638 thumbprint of the device key that signed for it. */
  readonly keyThumbprint?: string;
}

/**
 * What a receipt for an erasure says, as its claims: the fields of a certificate of sanitization (NIST SP 800-88, Rev. 1
 * appendix G, kept by Rev. 2) that apply to certificates and keys in a secure element.
 */
export interface ErasureReceipt {
  readonly jti: string;
  readonly iat: number;
  readonly wipeId: string;
  readonly media: { readonly type: "secureElement"; readonly deviceId: string; readonly model: string };
  readonly certificates: readonly (ReceiptCertificate & {
    readonly outcome?: Outcome;
    readonly evidence: Evidence;
  })[];
  readonly sanitization: { readonly category: "clear"; readonly steps: readonly ErasureStep[] };
  readonly verification: { readonly evidence: Evidence; readonly verifiedAt: number };
  readonly orderedAt: number;
}

/**
 * The receipt that a device's certificates and keys were erased, or why there is none. It is the same at every asking, unless
 * stronger evidence came in, for the wipe or for one of its certificates: then it has another `jti`, which follows from all
 * that it says. None is signed once the phone has shown since that it has one of them.
 */
export function erasureReceipt(
  wipe: Wipe,
  { device, model }: { device: Showing; model: string },
): ErasureReceipt | ReceiptObstacle {
  const { state, endedAt, evidence, wipeId, deviceId } = wipe;
  if (state === "cancelled") return "cancelled";
  if (state === "closedUnverified") return "closedWithoutProof";
  const areGone = wipe.certificates.every(({ certificateId }) => isErasedStill(certificateId, wipe, device));
  if (state !== "confirmed" || !endedAt || !areGone) return "notProvenYet";
  const content = {
    iat: inSeconds(endedAt),
    wipeId,
    media: { type: "secureElement", deviceId, model },
    certificates: wipe.certificates.map((target) => ({
      ...receiptCertificate(target),
      ...(target.outcome ? { outcome: target.outcome } : {}),
      evidence: target.evidence ?? evidence,
    })),
    sanitization: { category: "clear", steps: stepsOf(wipe) },
    verification: { evidence, verifiedAt: inSeconds(endedAt) },
    orderedAt: inSeconds(wipe.openedAt),
  } as const;
  return { jti: `${wipeId}.${digestOf(content)}`, ...content };
}

/** 128 bits that are another's as soon as anything in the receipt is. */
function digestOf(content: Omit<ErasureReceipt, "jti">): string {
  return hexDigest("erasureReceipt", JSON.stringify(content)).slice(0, 32);
}

/** Whose word each kind of evidence is. What confirms nothing has no tool. */
const toolOf = {
  none: undefined,
  holderDeclared: undefined,
  resetReported: "initialisation",
  counterChecked: "initialisation",
  deviceSigned: "app",
  deviceAttested: "app",
  tsmConfirmed: "seiTsm",
} as const satisfies Record<Evidence, ErasureTool | undefined>;

function stepsOf(wipe: Wipe): readonly ErasureStep[] {
  const tools = wipe.certificates.map(({ evidence }) => toolOf[evidence ?? wipe.evidence]);
  return [...new Set(tools)].filter((tool) => tool !== undefined).map((tool) => stepBy(tool, wipe));
}

function stepBy(tool: ErasureTool, { scope, appVersion, deviceKey }: Wipe): ErasureStep {
  const step = { tool, technique: techniqueOf(tool, scope) };
  if (tool !== "app") return step;
  const version = appVersion === undefined ? {} : { version: appVersion };
  return { ...step, ...version, keyThumbprint: keyThumbprint(deviceKey) };
}

/** The app deletes key pairs and certificates, whatever the scope; only the SEI-TSM deletes the applet around them. */
function techniqueOf(tool: ErasureTool, scope: WipeScope): ErasureTechnique {
  if (tool === "initialisation") return "initialisation";
  return tool === "seiTsm" && scope === "applet" ? "appletDeletion" : "keyAndCertificateDeletion";
}
