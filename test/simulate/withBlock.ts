/** A page with other text between `<!-- simulated: name -->` and `<!-- end -->`; throws when it has no such place. */
export function withBlock(page: string, name: string, text: string): string {
  const [opening, closing] = [`<!-- simulated: ${name} -->\n`, "<!-- end -->"];
  const from = page.indexOf(opening);
  const to = page.indexOf(closing, from);
  if (from < 0 || to < 0) throw new Error(`the page has no place for ${name}`);
  return `${page.slice(0, from)}${opening}${text}\n${page.slice(to)}`;
}
