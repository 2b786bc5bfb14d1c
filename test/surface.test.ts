import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readTheirOwn } from "../functions/src/entry/ownBodies.ts";
import { deployHere } from "./doubles/deployment.ts";

const region = ["asia-northeast1"];
const signs = { key: "COMMAND_SIGNING_KEY" };
const counts = { key: "LIMIT_HASH_KEY" };
const sends = { key: "SMS_API_KEY" };
const hashes = { key: "SECURE_ELEMENT_HASH_KEY" };

/** Everything that is deployed, typed by hand: what starts it, who may, with which secrets, and what happens again. */
const surface = {
  acknowledgeWipe: { region, callableTrigger: {}, secretEnvironmentVariables: [counts] },
  api: { region, httpsTrigger: { invoker: ["public"] }, secretEnvironmentVariables: [signs, counts, hashes] },
  attemptWipe: {
    region,
    timeoutSeconds: 120,
    secretEnvironmentVariables: [signs],
    taskQueueTrigger: {
      invoker: ["{{ params.TASKS_SERVICE_ACCOUNT }}"],
      retryConfig: { maxAttempts: 5, minBackoffSeconds: 10, maxRetrySeconds: 600 },
      rateLimits: { maxConcurrentDispatches: 200, maxDispatchesPerSecond: 500 },
    },
  },
  cardChanged: {
    region,
    eventTrigger: {
      eventType: "google.cloud.firestore.document.v1.written",
      eventFilterPathPatterns: { document: "cards/{cardId}" },
      retry: true,
    },
  },
  certificateChanged: {
    region,
    eventTrigger: {
      eventType: "google.cloud.firestore.document.v1.written",
      eventFilterPathPatterns: { document: "certificates/{certificateId}" },
      retry: true,
    },
  },
  checkFoundCertificates: { region, callableTrigger: {}, secretEnvironmentVariables: [counts] },
  confirmContact: { region, callableTrigger: {}, secretEnvironmentVariables: [counts] },
  contactChanged: {
    region,
    secretEnvironmentVariables: [sends],
    eventTrigger: {
      eventType: "google.cloud.firestore.document.v1.written",
      eventFilterPathPatterns: { document: "contacts/{holderId}" },
      retry: true,
    },
  },
  createClearanceProof: { region, callableTrigger: {}, secretEnvironmentVariables: [signs, hashes, counts] },
  createHandoverCode: { region, callableTrigger: {}, secretEnvironmentVariables: [counts] },
  declareDevice: { region, callableTrigger: {}, secretEnvironmentVariables: [counts] },
  deviceChanged: {
    region,
    secretEnvironmentVariables: [sends],
    eventTrigger: {
      eventType: "google.cloud.firestore.document.v1.written",
      eventFilterPathPatterns: { document: "devices/{deviceId}" },
      retry: true,
    },
  },
  expireCertificates: {
    region,
    timeoutSeconds: 540,
    maxInstances: 1,
    scheduleTrigger: { schedule: "every 1 hours" },
  },
  fetchCommands: { region, callableTrigger: {}, secretEnvironmentVariables: [signs, counts] },
  holdChanged: {
    region,
    secretEnvironmentVariables: [sends],
    eventTrigger: {
      eventType: "google.cloud.firestore.document.v1.written",
      eventFilterPathPatterns: { document: "holds/{holdId}" },
      retry: true,
    },
  },
  listDevices: { region, callableTrigger: {}, secretEnvironmentVariables: [counts] },
  mailChanged: {
    region,
    timeoutSeconds: 120,
    secretEnvironmentVariables: [sends],
    eventTrigger: {
      eventType: "google.cloud.firestore.document.v1.updated",
      eventFilterPathPatterns: { document: "mail/{messageId}" },
      retry: true,
    },
  },
  planHandOver: { region, callableTrigger: {}, secretEnvironmentVariables: [counts] },
  registerDevice: { region, callableTrigger: {}, secretEnvironmentVariables: [hashes, counts] },
  remind: {
    region,
    timeoutSeconds: 540,
    maxInstances: 1,
    secretEnvironmentVariables: [sends],
    scheduleTrigger: { schedule: "every 1 hours" },
  },
  replaceDevice: { region, callableTrigger: {}, secretEnvironmentVariables: [signs, counts] },
  reportFoundErased: { region, callableTrigger: {}, secretEnvironmentVariables: [counts] },
  revokeOnDevice: { region, callableTrigger: {}, secretEnvironmentVariables: [signs, counts] },
  rollUp: {
    region,
    timeoutSeconds: 540,
    maxInstances: 1,
    scheduleTrigger: {
      schedule: "0 4 * * *",
      timeZone: "Asia/Tokyo",
      retryConfig: { retryCount: 5, minBackoffSeconds: 60 },
    },
  },
  sendReminder: {
    region,
    timeoutSeconds: 120,
    secretEnvironmentVariables: [sends],
    taskQueueTrigger: {
      invoker: ["{{ params.TASKS_SERVICE_ACCOUNT }}"],
      retryConfig: { maxAttempts: 5, minBackoffSeconds: 30, maxRetrySeconds: 3600 },
      rateLimits: { maxConcurrentDispatches: 50, maxDispatchesPerSecond: 50 },
    },
  },
  setContact: { region, callableTrigger: {}, secretEnvironmentVariables: [sends, counts] },
  setHoldChoice: { region, callableTrigger: {}, secretEnvironmentVariables: [counts] },
  sweep: {
    region,
    timeoutSeconds: 540,
    maxInstances: 1,
    secretEnvironmentVariables: [signs],
    scheduleTrigger: { schedule: "every 5 minutes" },
  },
  wipeChanged: {
    region,
    timeoutSeconds: 120,
    secretEnvironmentVariables: [signs, sends],
    eventTrigger: {
      eventType: "google.cloud.firestore.document.v1.written",
      eventFilterPathPatterns: { document: "wipes/{wipeId}" },
      retry: true,
    },
  },
};

const triggers: Readonly<Record<string, string>> = {
  acknowledgeWipe: "callableTrigger",
  api: "httpsTrigger",
  attemptWipe: "taskQueueTrigger",
  cardChanged: "eventTrigger",
  certificateChanged: "eventTrigger",
  checkFoundCertificates: "callableTrigger",
  confirmContact: "callableTrigger",
  contactChanged: "eventTrigger",
  createClearanceProof: "callableTrigger",
  createHandoverCode: "callableTrigger",
  declareDevice: "callableTrigger",
  deviceChanged: "eventTrigger",
  expireCertificates: "scheduleTrigger",
  fetchCommands: "callableTrigger",
  holdChanged: "eventTrigger",
  listDevices: "callableTrigger",
  mailChanged: "eventTrigger",
  planHandOver: "callableTrigger",
  registerDevice: "callableTrigger",
  remind: "scheduleTrigger",
  replaceDevice: "callableTrigger",
  reportFoundErased: "callableTrigger",
  revokeOnDevice: "callableTrigger",
  rollUp: "scheduleTrigger",
  sendReminder: "taskQueueTrigger",
  setContact: "callableTrigger",
  setHoldChoice: "callableTrigger",
  sweep: "scheduleTrigger",
  wipeChanged: "eventTrigger",
};

/** Schedules run one at a time: a second run beside the first would only get in its way. */
function atOnce(name: string, others: number): number {
  return triggers[name] === "scheduleTrigger" ? 1 : others;
}

const Deployed = z.custom<{ __endpoint: Record<string, unknown> }>((fn) => "__endpoint" in Object(fn));

let deployed: Record<string, unknown>;
let endpoints: Map<string, Record<string, unknown>>;
beforeAll(async () => {
  await deployHere({ requireAppCheck: true });
  deployed = { ...(await import("../functions/src/index.ts")) };
  endpoints = new Map(Object.entries(deployed).map(([name, fn]) => [name, Deployed.parse(fn).__endpoint]));
});

test("these functions are deployed and no others", () => {
  expect([...endpoints.keys()].sort()).toEqual(Object.keys(surface));
});

describe.each(Object.entries(surface))("%s", (name, expected) => {
  test("is deployed as listed", () => {
    expect(endpoints.get(name)).toMatchObject(expected);
  });

  test("has one trigger, and bounds on its instances, memory and concurrency", () => {
    const endpoint = endpoints.get(name) ?? {};
    const kinds = Object.keys(endpoint).filter((key) => key.endsWith("Trigger"));
    expect(kinds).toEqual([Object(triggers)[name]]);
    expect(endpoint).toMatchObject({
      availableMemoryMb: 512,
      cpu: 1,
      concurrency: atOnce(name, 40),
    });
    expect(endpoint.maxInstances).toBe(atOnce(name, 50));
  });

  test("gets its own secrets and no more", () => {
    const listed: unknown = Object(expected).secretEnvironmentVariables;
    expect(endpoints.get(name)?.secretEnvironmentVariables).toEqual(listed);
  });
});

test("whatever outsiders call reads its own bodies", () => {
  const called = Object.keys(triggers).filter((name) => /callable|https/.test(triggers[name] ?? ""));
  expect(readTheirOwn.toSorted()).toEqual(called.toSorted());
});

test("these callables take an App Check token once, the others answer a repeat as they did before", () => {
  const refusing = Object.entries(deployed).filter(([, fn]) => Object(fn).refusesReplays === true);
  expect(refusing.map(([name]) => name)).toEqual([
    "checkFoundCertificates",
    "replaceDevice",
    "reportFoundErased",
  ]);
});
