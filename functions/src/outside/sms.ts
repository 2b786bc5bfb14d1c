import type { SendOutcome, SendSms } from "../flow/messagePorts.ts";
import type { Log } from "../flow/ports.ts";

/** How long the gateway may take to say that it has taken an SMS; milliseconds. */
const patience = 10_000;

/** Where SMS are handed over, and with which key. */
interface SmsGateway {
  readonly endpoint: string;
  readonly apiKey: string;
  readonly log: Log;
  /** Milliseconds. */
  readonly patience?: number;
}

/**
 * Hands SMS over to a gateway, as docs/deploy.md has it: `POST {to, text, id}` with a bearer key; the id is also the
 * Idempotency-Key, by which the gateway knows a repeat. Any 2xx is taken. Its key refused (401, 403) is a fault of ours, which
 * passes once it is mended, and is logged for somebody to see; any other 4xx but 408 and 429 is about this SMS.
 */
export function smsSender(gateway: SmsGateway): SendSms {
  return async ({ messageId, to, text }) => {
    const response = await fetch(gateway.endpoint, {
      method: "POST",
      headers: {
        authorization: `Bearer ${gateway.apiKey}`,
        "content-type": "application/json",
        "idempotency-key": messageId,
      },
      body: JSON.stringify({ to, text, id: messageId }),
      signal: AbortSignal.timeout(gateway.patience ?? patience),
      redirect: "error",
    }).catch(() => undefined);
    await response?.body?.cancel();
    return response ? outcomeOf(response, gateway.log) : "unavailable";
  };
}

function outcomeOf({ ok, status }: Response, log: Log): SendOutcome {
  if (ok) return "sent";
  if (status === 401 || status === 403) log("sms_key_refused", { status });
  const mayPass = status >= 500 || [401, 403, 408, 429].includes(status);
  return mayPass ? "unavailable" : "refused";
}
