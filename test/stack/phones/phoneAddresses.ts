import { z } from "zod";

/** The part of the stack's addresses that phones and cards need; given as JSON in `--stack`. */
export const PhoneAddresses = z.object({
  projectId: z.string(),
  region: z.string(),
  functionsUrl: z.url(),
  /** The service's public address: what signed applications name as `aud`. */
  hostingUrl: z.url(),
  firestoreHost: z.string(),
  authHost: z.string(),
  fcm: z.object({ control: z.url() }),
  authorities: z.object({ url: z.url() }),
  tsm: z.object({ url: z.url() }),
  maker: z.object({ url: z.url() }),
});
export type PhoneAddresses = z.infer<typeof PhoneAddresses>;

/** `--stack JSON` as a stand-in's option. */
export const stackOption = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(PhoneAddresses);
