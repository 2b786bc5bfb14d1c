import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

/**
 * Puts text between `<!-- measured: name -->` and `<!-- end -->`, together with what it was measured on. Throws when the
 * document has no such place.
 */
export function writeBlock(path: string, name: string, text: string): void {
  const page = readFileSync(path, "utf8");
  const { from, to } = placeOf(page, path, name);
  const block = `${text}\n\n${circumstances(name, new Date())}\n`;
  writeFileSync(path, page.slice(0, from) + block + page.slice(to));
}

/** The text that `writeBlock` put there, without what it was measured on. Throws likewise. */
export function readBlock(path: string, name: string): string {
  const page = readFileSync(path, "utf8");
  const { from, to } = placeOf(page, path, name);
  const [text = ""] = page.slice(from, to).split("\n\nMeasured ");
  return text;
}

function placeOf(page: string, path: string, name: string): { from: number; to: number } {
  const opening = `<!-- measured: ${name} -->\n`;
  const start = page.indexOf(opening);
  const to = page.indexOf("<!-- end -->", start);
  if (start < 0 || to < 0) throw new Error(`${path} has no place for ${name}`);
  return { from: start + opening.length, to };
}

/** The machine, the day and the command. */
function circumstances(name: string, now: Date): string {
  const [first] = cpus();
  const machine = `${cpus().length} cores (${first?.model.trim() ?? "unknown"})`;
  const day = now.toISOString().slice(0, 10);
  return `Measured ${day} on ${machine}, Node ${process.version}, with \`npm run bench -- --only ${name}\`.`;
}
