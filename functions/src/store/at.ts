import { z } from "zod";

/** Firestore gives a Timestamp and takes a Date. */
export const at = z.codec(
  z.union([z.date(), z.custom<{ toDate(): Date }>((value) => Object(value).toDate instanceof Function)]),
  z.date(),
  { decode: (stored) => (stored instanceof Date ? stored : stored.toDate()), encode: (date) => date },
);
