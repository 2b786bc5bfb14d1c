import { Agent } from "node:https";

const fcm = "fcm.googleapis.com";

/**
 * An agent that dials `endpoint` instead of FCM's own host, for networks that reach FCM through a gateway and for the
 * local stack; undefined for FCM itself. TLS is verified as for FCM: whoever answers has to have a certificate for FCM's
 * name from a CA that the process trusts (NODE_EXTRA_CA_CERTS).
 */
export function fcmAgent(endpoint: string): Agent | undefined {
  const { hostname, port } = new URL(endpoint);
  if (hostname === fcm) return undefined;
  return new Agent({ keepAlive: true, host: hostname, port: Number(port || 443), servername: fcm });
}
