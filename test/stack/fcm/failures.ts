const fcmErrorType = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
const badRequestType = "type.googleapis.com/google.rpc.BadRequest";

/** One failing answer: HTTP status, Google's canonical status, and the FcmError code where FCM adds one. */
export interface Failure {
  readonly http: number;
  readonly status: string;
  readonly message: string;
  readonly fcmError?: string;
  readonly field?: string;
  readonly retryAfterSeconds?: number;
}

/**
 * Every failing answer of messages:send that the product tells apart. `invalidTargetBare` is the form that
 * the live service was seen to give as well: no field is named, only the sentence says that it is the target.
 */
export const failures = {
  unauthenticated: { http: 401, status: "UNAUTHENTICATED", message: "No valid bearer credential was sent." },
  notFoundProject: { http: 404, status: "NOT_FOUND", message: "The project does not exist." },
  unregistered: {
    http: 404,
    status: "NOT_FOUND",
    message: "Requested entity was not found.",
    fcmError: "UNREGISTERED",
  },
  invalidTarget: {
    http: 400,
    status: "INVALID_ARGUMENT",
    message: "The registration token is not a valid FCM registration token",
    fcmError: "INVALID_ARGUMENT",
    field: "message.token",
  },
  invalidTargetBare: {
    http: 400,
    status: "INVALID_ARGUMENT",
    message: "The registration token is not a valid FCM registration token",
    fcmError: "INVALID_ARGUMENT",
  },
  invalidPayload: {
    http: 400,
    status: "INVALID_ARGUMENT",
    message: "The message is too big.",
    fcmError: "INVALID_ARGUMENT",
    field: "message.data",
  },
  senderIdMismatch: {
    http: 403,
    status: "PERMISSION_DENIED",
    message: "SenderId mismatch",
    fcmError: "SENDER_ID_MISMATCH",
  },
  permissionDenied: {
    http: 403,
    status: "PERMISSION_DENIED",
    message: "The caller lacks cloudmessaging.messages.create on this project.",
  },
  thirdPartyAuth: {
    http: 401,
    status: "UNAUTHENTICATED",
    message: "APNs did not accept the project's key.",
    fcmError: "THIRD_PARTY_AUTH_ERROR",
  },
  rateExceeded: {
    http: 429,
    status: "RESOURCE_EXHAUSTED",
    message: "The sending quota is used up.",
    fcmError: "QUOTA_EXCEEDED",
  },
  unavailable: { http: 503, status: "UNAVAILABLE", message: "FCM is overloaded.", fcmError: "UNAVAILABLE" },
  internal: { http: 500, status: "INTERNAL", message: "FCM failed internally.", fcmError: "INTERNAL" },
} as const satisfies Record<string, Failure>;

/** The names of the failing answers. */
export type FailureKind = keyof typeof failures;

/** The JSON body Google's front end sends for a failure. */
export function failureBody({ http, status, message, fcmError, field }: Failure): unknown {
  const details = [
    ...(fcmError ? [{ "@type": fcmErrorType, errorCode: fcmError }] : []),
    ...(field ? [{ "@type": badRequestType, fieldViolations: [{ field, description: message }] }] : []),
  ];
  return { error: { code: http, message, status, ...(details.length > 0 ? { details } : {}) } };
}
