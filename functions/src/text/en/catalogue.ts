import type { Catalogue } from "../pattern.ts";
import { codes } from "./codes.ts";
import { instructions } from "./instructions.ts";
import { notices } from "./notices.ts";
import { reminders } from "./reminders.ts";
import { warnings } from "./warnings.ts";
import { words } from "./words.ts";

/** Everything in English. The short texts keep to the alphabet of an SMS (no curly marks), which would halve their length. */
export const english: Catalogue = {
  messages: { ...notices, ...reminders, ...warnings, ...codes },
  instructions,
  words,
};
