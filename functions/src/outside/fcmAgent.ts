import { Agent } from "node:https";
import { type ConnectionOptions, connect } from "node:tls";

/**
 * An agent that dials `endpoint` instead of FCM's own host, for networks that reach FCM through a gateway and for the
 * local stack; undefined for FCM itself. TLS is verified as for FCM: the gateway has to have a certificate for its host
 * from a CA that the process trusts (NODE_EXTRA_CA_CERTS).
 */
export function fcmAgent(endpoint: string): Agent | undefined {
  const { hostname, port, host } = new URL(endpoint);
  if (host === "fcm.googleapis.com") return undefined;
  const agent = new Agent({ keepAlive: true });
  return Object.assign(agent, {
    createConnection: (options: ConnectionOptions) =>
      connect({ ...options, host: hostname, port: Number(port || 443), servername: "fcm.googleapis.com" }),
  });
}
