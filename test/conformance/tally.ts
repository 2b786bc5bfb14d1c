/** What became of one case, and whether that is as it must be. */
export interface Verdict {
  readonly section: string;
  readonly name: string;
  readonly isValid: boolean;
  readonly outcome: string;
  /** Whether it was to be refused although it is valid, because it is outside of what we take. */
  readonly isOutside: boolean;
  readonly isAsListed: boolean;
}

export const accepted = "accepted";

interface Counts {
  validAccepted: number;
  validOutside: number;
  invalidRefused: number;
  falseAccepts: number;
  deviations: number;
}

const none: Counts = { validAccepted: 0, validOutside: 0, invalidRefused: 0, falseAccepts: 0, deviations: 0 };
const heads = ["valid accepted", "valid, outside", "invalid refused", "FALSE ACCEPTS", "deviations"];

/** The verdicts counted per section, as the lines of a table; the last line is all of them. */
export function tableOf(verdicts: readonly Verdict[]): readonly string[] {
  const sections = new Map<string, Counts>();
  for (const verdict of verdicts) {
    for (const section of [verdict.section, "all"]) {
      const counts = sections.get(section) ?? { ...none };
      sections.set(section, counts);
      count(counts, verdict);
    }
  }
  const all = sections.get("all") ?? none;
  sections.delete("all");
  const rows = [...sections].toSorted(([one], [other]) => one.localeCompare(other, "en", { numeric: true }));
  return [line("", heads), ...[...rows, ["all", all] as const].map(([name, counts]) => row(name, counts))];
}

/** What went otherwise than it must, one line each. */
export function deviationsOf(verdicts: readonly Verdict[]): readonly string[] {
  return verdicts
    .filter(({ isAsListed }) => !isAsListed)
    .map(({ section, name, isValid, outcome }) => {
      return `${section}: ${name} is ${isValid ? "valid" : "invalid"} and was ${outcome}`;
    });
}

function count(counts: Counts, { isValid, outcome, isOutside, isAsListed }: Verdict): void {
  if (!isAsListed) counts.deviations += 1;
  if (outcome === accepted) counts[isValid ? "validAccepted" : "falseAccepts"] += 1;
  else if (!isValid) counts.invalidRefused += 1;
  else if (isOutside) counts.validOutside += 1;
}

function row(name: string, counts: Counts): string {
  return line(name, Object.values(counts).map(String));
}

function line(name: string, cells: readonly string[]): string {
  return name.padEnd(34) + cells.map((cell) => cell.padStart(17)).join("");
}
