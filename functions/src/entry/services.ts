import { randomBytes, randomInt } from "node:crypto";
import { projectID } from "firebase-functions/params";
import { hexDigest, keyedHash } from "../domain/hash.ts";
import { phoneHashes } from "../domain/provenPhone.ts";
import type { HashParts } from "../flow/counterPorts.ts";
import type { SendSms } from "../flow/messagePorts.ts";
import type { AskTsm, FindPartner } from "../flow/ports.ts";
import { taskScheduler } from "../outside/cloudTasks.ts";
import { crlFetcher } from "../outside/crlFetcher.ts";
import { fcmSender } from "../outside/fcm.ts";
import { noticePusher } from "../outside/pushNotice.ts";
import { smsSender } from "../outside/sms.ts";
import { tsmClient } from "../outside/tsm.ts";
import { hashWord } from "../proof/blockingWord.ts";
import { caEventProofs } from "../proof/caEventProof.ts";
import { cardProofs } from "../proof/cardProof.ts";
import { clearanceProofSigner } from "../proof/clearanceProofSigner.ts";
import { clearanceRequestProofs } from "../proof/clearanceRequestProof.ts";
import { commandRequestProofs } from "../proof/commandRequestProof.ts";
import {
  CommandSigningKey,
  commandSigner,
  FormerKeys,
  publicKeySet,
  tsmRequestSigner,
} from "../proof/commandSigner.ts";
import { onDeviceProofs } from "../proof/onDeviceProof.ts";
import { crlCache } from "../proof/path/crlCache.ts";
import { receiptSigner } from "../proof/receiptSigner.ts";
import { registrationProofs } from "../proof/registrationProof.ts";
import { resetReportProofs } from "../proof/resetProof.ts";
import { tsmReportProofs } from "../proof/tsmProof.ts";
import { render } from "../text/render.ts";
import { attemptSchedule, leastLease } from "./attemptSchedule.ts";
import { parseDuration } from "./durations.ts";
import { firebase } from "./firebase.ts";
import { guards } from "./guards.ts";
import { parseOrigins, parseProxies } from "./limits.ts";
import { log } from "./log.ts";
import { once, remember } from "./memory.ts";
import { params, secrets } from "./params.ts";
import { region } from "./region.ts";
import { reminderRules } from "./reminderRules.ts";
import {
  parseAddress,
  parseAnchors,
  parseHashKey,
  parseHosts,
  parseJson,
  parseKinds,
  parseQueues,
  parseScope,
  type Setting,
} from "./settings.ts";

/** Each service is made at its first use: params and secrets have values at run time only, and cold starts stay short. */
const signingKey = once(() => parseJson(secrets.commandSigningKey, CommandSigningKey));
const clock = () => new Date();
/** How old the hint about breakers may be, milliseconds; `SuspectFaults` says what goes past one meanwhile. */
const faultMemory = 5_000;
const hasTsm = () => params.tsmEndpoint.value() !== "";
/** One for both CAs, so that each list is fetched and read once. */
const findCrls = once(() =>
  crlCache({
    fetchCrl: crlFetcher(parseHosts(params.crlHosts)),
    refreshAfter: parseDuration(params.crlRefresh, { least: "PT0S" }),
    log,
  }),
);
const { store, messaging } = firebase;
// Read each time, so that a key that was retired or a partner that was disabled is out at once; without locks, which
// many messages of one partner would keep an admin waiting with.
const findPartner: FindPartner = (partnerId) => store().read(({ partners }) => partners.read(partnerId));
const secureElementHashKey = once(() => parseHashKey(secrets.secureElementHashKey));

export const services = {
  store,
  auth: firebase.auth,
  ...guards,
  origins: once(() => parseOrigins(params.corsOrigins)),
  ownProxies: once(() => parseProxies(params.trustedProxies)),
  cardProofs: once(() => cardProofs(policy(params.cardCaCertificates))),
  readRegistration: once(() =>
    registrationProofs(policy(params.phoneCaCertificates), {
      secureElementHashKey: secureElementHashKey(),
      findPartner,
    }),
  ),
  readOnDevice: once(() => onDeviceProofs(policy(params.phoneCaCertificates))),
  signCommand: once(() => commandSigner(signingKey(), parseAddress(params.publicUrl))),
  signReceipts: once(() => receiptSigner(signingKey(), parseAddress(params.publicUrl))),
  signClearanceProof: once(() => clearanceProofSigner(signingKey(), parseAddress(params.publicUrl))),
  clearanceProofLife: once(() => parseDuration(params.clearanceProofLife, { least: "PT1H", most: "P30D" })),
  hashPhone: once(() => phoneHashes(secureElementHashKey())),
  keySet: once(() => publicKeySet(signingKey(), parseJson(params.formerSigningKeys, FormerKeys))),
  sendCommand: fcmSender(messaging),
  pushNotice: noticePusher(messaging),
  sendSms: once(sendSms),
  render,
  hashCode: once(() => hashesOf("contactCode")),
  hashHandOverCode: once(() => hashesOf("handOverCode")),
  newCode: () => String(randomInt(1_000_000)).padStart(6, "0"),
  newReceptionNumber: () => String(randomInt(10_000)).padStart(4, "0"),
  handOverCodeLife: once(() => parseDuration(params.handOverCodeLife, { least: "PT1M" })),
  schedule: once(attemptSchedule),
  reminderRules: once(reminderRules),
  returningKinds: once(() => parseKinds(params.returningKinds)),
  hashWord,
  wipeScope: once(() => parseScope(params.wipeScope, params.tsmEndpoint)),
  hasTsm,
  askTsm: once(() => (hasTsm() ? askTsm() : undefined)),
  readTsmReport: once(() => tsmReportProofs({ findPartner, audience: parseAddress(params.publicUrl) })),
  readResetReport: once(() =>
    resetReportProofs(
      { findPartner, audience: parseAddress(params.publicUrl) },
      { secureElementHashKey: secureElementHashKey() },
    ),
  ),
  readCaEvent: once(() => caEventProofs({ findPartner, audience: parseAddress(params.publicUrl) })),
  commandRequests: once(() => commandRequestProofs(parseAddress(params.publicUrl))),
  clearanceRequests: once(() => clearanceRequestProofs(parseAddress(params.publicUrl))),
  publicUrl: once(() => parseAddress(params.publicUrl)),
  suspectFaults: once(() => remember(faultMemory, () => store().hasFaultyBreaker())),
  sessionLife: once(() => parseDuration(params.sessionLife, { least: "PT1M" })),
  attemptLease: once(() => parseDuration(params.attemptLease, { least: leastLease() })),
  scheduleAttempt: once(() => {
    const queues = parseQueues(params.attemptQueues);
    return taskScheduler({ ...taskSettings(), queues, calls: { name: "attemptWipe", parameter: "wipeId" } });
  }),
  scheduleReminder: once(() => {
    const calls = { name: "sendReminder", parameter: "subject" };
    return taskScheduler({ ...taskSettings(), queues: [calls.name], calls });
  }),
  clock,
  chance: Math.random,
  newId: () => randomBytes(18).toString("base64url"),
} as const;

function policy(certificates: Setting) {
  const anchors = parseAnchors(certificates);
  return { audience: parseAddress(params.publicUrl), anchors, findCrls: findCrls() };
}

/** Cloud Functions' address can't be a param's default: at deployment the project isn't known as a text. */
function functionsUrl(): string {
  return params.functionsUrl.value() || `https://${region}-${projectID.value()}.cloudfunctions.net`;
}

function taskSettings() {
  return {
    endpoint: params.cloudTasksEndpoint.value(),
    projectId: projectID.value(),
    region,
    functionsUrl: functionsUrl(),
    serviceAccount: params.tasksServiceAccount.value(),
  };
}

function askTsm(): AskTsm {
  const [issuer, endpoint] = [parseAddress(params.publicUrl), params.tsmEndpoint.value()];
  return tsmClient(endpoint, tsmRequestSigner(signingKey(), issuer, new URL(endpoint).origin), clock);
}

function sendSms(): SendSms | undefined {
  if (params.smsEndpoint.value() === "") return undefined;
  return smsSender({ endpoint: parseAddress(params.smsEndpoint), apiKey: secrets.smsApiKey.value(), log });
}

/** Under the limits' key: what it hashes here is worth nothing after a quarter of an hour, and no limit is called so. */
function hashesOf(use: "contactCode" | "handOverCode"): HashParts {
  const hashKey = parseHashKey(secrets.limitHashKey);
  return (...parts) => keyedHash(hashKey, hexDigest(use, ...parts));
}
