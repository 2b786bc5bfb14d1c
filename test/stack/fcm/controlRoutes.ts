import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { Faults } from "../faults.ts";
import type { JsonAnswer, JsonCall, JsonRoutes } from "../json.ts";
import { type FcmFault, fcmFault } from "./fcmFault.ts";
import type { PostOffice } from "./postOffice.ts";
import type { Connection, Envelope, Registration } from "./registration.ts";

const newRegistration = z.strictObject({ kind: z.enum(["fcmToken", "fid"]) });
const blocking = z.strictObject({ blocked: z.boolean() });

/** The phone's and the tester's side of FCM: registrations, the phone's connection, faults, and the log. */
export function controlRoutes(office: PostOffice, faults: Faults<FcmFault>): JsonRoutes {
  const on = (work: (registration: Registration, call: JsonCall) => JsonAnswer) => (call: JsonCall) => {
    const registration = office.find(call.params.value ?? "");
    return registration?.live
      ? work(registration, call)
      : { status: 404, body: { error: "no live registration" } };
  };
  return {
    "POST /registrations": ({ body }) => {
      return { status: 201, body: { value: office.register(newRegistration.parse(body).kind) } };
    },
    "DELETE /registrations/:value": on((registration) => {
      office.unregister(registration);
      return { status: 204 };
    }),
    "POST /registrations/:value/blocked": on((registration, { body }) => {
      registration.blocked = blocking.parse(body).blocked;
      return { body: { blocked: registration.blocked } };
    }),
    "GET /registrations/:value/messages": on((registration) => ({
      takeOver: (response) => stream(office, registration, response),
    })),
    "POST /faults": ({ body }) => {
      faults.order(fcmFault.parse(body));
      return { status: 201, body: faults.open() };
    },
    "GET /faults": () => ({ body: faults.open() }),
    "DELETE /faults": () => {
      faults.clear();
      return { status: 204 };
    },
    "GET /messages": ({ query }) => ({ body: logged(office, query.get("value")) }),
  };
}

/** Server-Sent Events: open means online. A first comment tells the phone that it is connected. */
function stream(office: PostOffice, registration: Registration, response: ServerResponse): void {
  const connection: Connection = {
    deliver: (envelope) => {
      response.write(`data: ${JSON.stringify(remoteMessage(envelope))}\n\n`);
    },
    deletedMessages: () => {
      response.write("event: deletedMessages\ndata: {}\n\n");
    },
    end: () => {
      response.end();
    },
  };
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  response.write(": online\n\n");
  response.on("close", () => office.disconnect(registration, connection));
  office.connect(registration, connection);
}

/** What the messaging SDK hands to the app. */
function remoteMessage({ messageId, acceptedAt, message }: Envelope) {
  const { data, notification, collapseKey, priority, ttlMs } = message;
  const sentAt = new Date(acceptedAt).toISOString();
  return { messageId, sentAt, data, notification, collapseKey, priority, ttlSeconds: ttlMs / 1000 };
}

function logged(office: PostOffice, value: string | null) {
  const chosen = office.log().filter(({ message }) => value === null || message.target.value === value);
  return chosen.map((envelope) => ({
    at: new Date(envelope.acceptedAt).toISOString(),
    target: envelope.message.target,
    message: remoteMessage(envelope),
    delivered: envelope.fate === "delivered",
    fate: envelope.fate,
    ...(envelope.deliveredAt ? { deliveredAt: new Date(envelope.deliveredAt).toISOString() } : {}),
  }));
}
