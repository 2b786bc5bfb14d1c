import { z } from "zod";
import { platforms } from "../../../functions/src/domain/device.ts";
import { moods } from "./secureElement.ts";

/** A round of the app's periodic work, seconds; a day and more is as good as never here. */
const AskEvery = z.number().min(0.1).max(1_000_000);

/** `POST /phones`: whose phone it is, what it says of itself, and how often its app asks for commands. */
export const NewPhone = z.strictObject({
  holder: z.string(),
  model: z.string().min(1).max(64),
  platform: z.enum(platforms).default("android"),
  asksEverySeconds: AskEvery.optional(),
});

/** `POST /phones/{id}/switches`: what should be so from now on; what isn't named stays. */
export const Switches = z.strictObject({
  online: z.boolean().optional(),
  /** Messages arrive, but the system doesn't let the app work on them. */
  asleep: z.boolean().optional(),
  /** The system stopped the app for not being used: neither push nor periodic work until somebody opens it. */
  hibernated: z.boolean().optional(),
  pushBlocked: z.boolean().optional(),
  /** true: the app and all it remembered are gone, the secure element is not. false: installed anew. */
  appRemoved: z.boolean().optional(),
  /** Factory reset: as appRemoved, and an iPhone's secure element is cleared as well. */
  reset: z.literal(true).optional(),
  /** The same, with the phone asking its maker's server for the erasure first, and saying at the end that it is done. */
  resetReported: z.literal(true).optional(),
  /** Another holder has the phone now; `appData` says whether the app was set up anew. The secure element stays as it is. */
  sold: z.strictObject({ to: z.string(), appData: z.enum(["gone", "kept"]).default("gone") }).optional(),
  secureElement: z.enum(moods).optional(),
  signedIn: z.boolean().optional(),
  asksEverySeconds: AskEvery.optional(),
});
export type Switches = z.output<typeof Switches>;
