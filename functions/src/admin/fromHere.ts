import { resolve } from "node:path";

/** A file as it was named where the command was typed: npm itself goes to the top folder first. */
export function fromHere(file: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), file);
}
