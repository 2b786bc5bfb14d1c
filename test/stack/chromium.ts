import { existsSync } from "node:fs";
import { join } from "node:path";
import { StackProblem } from "./problem.ts";

/** Where to look: an environment, and where systems keep browsers that aren't on the PATH. */
interface ChromiumPlaces {
  readonly CHROMIUM?: string | undefined;
  readonly PATH?: string | undefined;
  readonly usualPlaces?: readonly string[];
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const places = [
  "/usr/lib/chromium/chromium",
  "/snap/bin/chromium",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The first Chromium that CHROMIUM names, that is on the PATH, or where systems keep one; throws a StackProblem without one. */
export function findChromium({ CHROMIUM, PATH = "", usualPlaces = places }: ChromiumPlaces): string {
  const onPath = PATH.split(":").flatMap((folder) => names.map((name) => join(folder, name)));
  const found = (CHROMIUM ? [CHROMIUM] : [...onPath, ...usualPlaces]).find((path) => existsSync(path));
  if (found) return found;
  const where = CHROMIUM ? `CHROMIUM names ${CHROMIUM}, which isn't there` : "none found";
  throw new StackProblem(
    `The pages are tested in Chromium: ${where}. Install one (apt-get install chromium) or point CHROMIUM at one.`,
  );
}
