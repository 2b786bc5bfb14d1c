import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

/**
 * Puts text between `<!-- measured: name -->` and `<!-- end -->`, together with what it was measured on. Throws when the
 * document has no such place.
 */
export function writeBlock(path: string, name: string, text: string): void {
  const before = readFileSync(path, "utf8");
  const [opening, closing] = [`<!-- measured: ${name} -->\n`, "<!-- end -->"];
  const from = before.indexOf(opening);
  const to = before.indexOf(closing, from);
  if (from < 0 || to < 0) throw new Error(`${path} has no place for ${name}`);
  const block = `${opening}${text}\n\n${circumstances(name, new Date())}\n`;
  writeFileSync(path, before.slice(0, from) + block + before.slice(to));
}

/** The machine, the day and the command. */
function circumstances(name: string, now: Date): string {
  const [first] = cpus();
  const machine = `${cpus().length} cores (${first?.model.trim() ?? "unknown"})`;
  const day = now.toISOString().slice(0, 10);
  return `Measured ${day} on ${machine}, Node ${process.version}, with \`npm run bench -- --only ${name}\`.`;
}
