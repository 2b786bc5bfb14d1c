import { z } from "zod";
import { type Failure, failures } from "./failures.ts";

/** How a registration is named in a message. */
export interface Target {
  readonly kind: "fcmToken" | "fid";
  readonly value: string;
}

/** A send request after every check that doesn't need to know the registrations. */
export interface PushMessage {
  readonly target: Target;
  readonly data: Readonly<Record<string, string>>;
  /** What the phone shows, Android's own settings before those for all. */
  readonly notification: PushNotification | undefined;
  readonly collapseKey: string | undefined;
  readonly priority: "high" | "normal";
  readonly ttlMs: number;
  readonly validateOnly: boolean;
}

const maxDataBytes = 4096;
const maxTtlSeconds = 28 * 86_400;
const reservedKey = /^(from|message_type|google\..*|gcm\..*)$/;

const dataMap = z.record(z.string(), z.string());
const ttl = z
  .string()
  .regex(/^\d+(\.\d{1,9})?s$/)
  .transform((text) => Number(text.slice(0, -1)))
  .pipe(z.number().max(maxTtlSeconds));

/** What the system shows, without the app being run; the same tag again takes the place of the one before. */
export const PushNotification = z.object({
  title: z.string().optional(),
  body: z.string().optional(),
  tag: z.string().optional(),
  channelId: z.string().optional(),
  visibility: z.stringFormat("visibility", /^(PRIVATE|PUBLIC|SECRET)$/).optional(),
});
export type PushNotification = z.output<typeof PushNotification>;

const androidConfig = z.strictObject({
  collapseKey: z.string().optional(),
  priority: z.stringFormat("priority", /^(high|normal)$/i).optional(),
  ttl: ttl.optional(),
  restrictedPackageName: z.string().optional(),
  data: dataMap.optional(),
  notification: PushNotification.strict().optional(),
  fcmOptions: z.looseObject({}).optional(),
  directBootOk: z.boolean().optional(),
  bandwidthConstrainedOk: z.boolean().optional(),
  restrictedSatelliteOk: z.boolean().optional(),
});

const sendRequest = z.strictObject({
  validateOnly: z.boolean().optional(),
  message: z
    .strictObject({
      name: z.string().optional(),
      data: dataMap.optional(),
      notification: PushNotification.pick({ title: true, body: true }).strict().optional(),
      android: androidConfig.optional(),
      apns: z.looseObject({}).optional(),
      webpush: z.looseObject({}).optional(),
      fcmOptions: z.looseObject({}).optional(),
      token: z.string().optional(),
      fid: z.string().optional(),
    })
    .refine((message) => (message.token === undefined) !== (message.fid === undefined), {
      message: "exactly one of token and fid must be set (topics and conditions are not modelled)",
    }),
});

type SendRequest = z.output<typeof sendRequest>;

/** Reads the body of messages:send, in either JSON spelling of protobuf names; otherwise the 400 to answer with. */
export function parsePushMessage(text: string): PushMessage | { readonly refused: Failure } {
  const json = parseJson(text);
  const parsed = sendRequest.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse(issue?.path.join(".") ?? "", issue?.message ?? "not a JSON object");
  }
  const message = toPushMessage(parsed.data);
  const reserved = Object.keys(message.data).find((key) => reservedKey.test(key));
  if (reserved) return refuse("message.data", `the data key ${reserved} is reserved`, "INVALID_ARGUMENT");
  return dataBytes(message) > maxDataBytes ? { refused: failures.invalidPayload } : message;
}

function toPushMessage({ message, validateOnly }: SendRequest): PushMessage {
  const { android, token, fid } = message;
  return {
    target: token === undefined ? { kind: "fid", value: fid ?? "" } : { kind: "fcmToken", value: token },
    data: android?.data ?? message.data ?? {},
    notification: message.notification && { ...message.notification, ...android?.notification },
    collapseKey: android?.collapseKey,
    priority: android?.priority?.toLowerCase() === "high" ? "high" : "normal",
    ttlMs: (android?.ttl ?? maxTtlSeconds) * 1000,
    validateOnly: validateOnly ?? false,
  };
}

function dataBytes({ data }: PushMessage): number {
  return Object.entries(data).reduce((sum, pair) => sum + Buffer.byteLength(pair.join("")), 0);
}

function refuse(field: string, message: string, fcmError?: string): { refused: Failure } {
  const failure = {
    http: 400,
    status: "INVALID_ARGUMENT",
    message: `Invalid value at '${field}': ${message}`,
    field,
  };
  return { refused: fcmError ? { ...failure, fcmError } : failure };
}

/** Undefined for text that isn't JSON: the schema then refuses it like any other wrong body. */
function parseJson(text: string): unknown {
  try {
    return camelCased(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Field names may come as collapse_key or collapseKey; keys of caller-owned maps are left as they are. */
function camelCased(value: unknown): unknown {
  if (Array.isArray(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]: [string, unknown]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      name === "data" ? inner : camelCased(inner),
    ]),
  );
}
