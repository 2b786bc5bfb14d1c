import { milestones } from "./figures.ts";

/** One curve: a share at each of the days. */
interface Curve {
  readonly name: string;
  readonly points: readonly { readonly days: number; readonly share: number }[];
}

const [width, height] = [760, 420];
const [left, right, top, bottom] = [56, 236, 34, 44];
const [first, last] = [0.04, 365];
const colours = ["#8a8a8a", "#c8641e", "#3f7fbf", "#1f7a3f"];
const dashes = ["2 3", "7 4", "11 3 2 3", ""];

/** Shares over days as an SVG: days on a logarithmic scale, because most of it happens in the first. */
export function plot(title: string, curves: readonly Curve[]): string {
  const text = 'font-family="sans-serif" font-size="12" fill="#222"';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="20" ${text} font-weight="bold">${title}</text>`,
    ...[0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => rule(share, text)),
    ...[1 / 24, ...milestones].map((days) => tick(days, text)),
    ...curves.flatMap((curve, i) => draw(curve, i, text)),
    "</svg>",
    "",
  ].join("\n");
}

function x(days: number): number {
  const share = Math.log(Math.max(days, first) / first) / Math.log(last / first);
  return round(left + share * (width - left - right));
}

function y(share: number): number {
  return round(height - bottom - share * (height - top - bottom));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function rule(share: number, text: string): string {
  const at = y(share);
  const line = `<line x1="${left}" y1="${at}" x2="${width - right}" y2="${at}" stroke="#ddd"/>`;
  return `${line}<text x="${left - 8}" y="${at + 4}" ${text} text-anchor="end">${100 * share} %</text>`;
}

function tick(days: number, text: string): string {
  const [at, name] = [x(days), days < 1 ? "1 hour" : `day ${days}`];
  const line = `<line x1="${at}" y1="${y(0)}" x2="${at}" y2="${y(0) + 5}" stroke="#222"/>`;
  return `${line}<text x="${at}" y="${y(0) + 20}" ${text} text-anchor="middle">${name}</text>`;
}

function draw({ name, points }: Curve, i: number, text: string): string[] {
  const [colour, dash] = [colours[i % colours.length], dashes[i % dashes.length]];
  const path = points.map(({ days, share }) => `${x(days)},${y(share)}`).join(" ");
  const stroke = `fill="none" stroke="${colour}" stroke-width="2" stroke-dasharray="${dash}"`;
  const [keyX, keyY] = [width - right + 16, top + 22 + 22 * (colours.length - 1 - i)];
  return [
    `<polyline points="${path}" ${stroke}/>`,
    `<polyline points="${keyX},${keyY} ${keyX + 28},${keyY}" ${stroke}/>`,
    `<text x="${keyX + 36}" y="${keyY + 4}" ${text}>${name}</text>`,
  ];
}

/** The days at which a curve is drawn: evenly along the scale. */
export const plottedDays: readonly number[] = Array.from(
  { length: 81 },
  (_, i) => first * (last / first) ** (i / 80),
);
