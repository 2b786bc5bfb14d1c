import type { Locator } from "playwright-core";
import { encodeQR } from "qr";
import { decodeQR } from "qr/decode.js";

/** Pixels per module: enough for any reader. */
const scale = 6;

/** What a phone's camera would read of a QR code on the page. */
export async function readQr(code: Locator): Promise<string> {
  const size = Number((await code.getAttribute("viewBox"))?.split(" ")[2]);
  const path = (await code.locator("path").getAttribute("d")) ?? "";
  const width = size * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    darken(data, { x: Number(x), y: Number(y), width });
  return decodeQR({ width, height: width, data });
}

function darken(data: Uint8Array, { x, y, width }: { x: number; y: number; width: number }): void {
  for (let row = 0; row < scale; row++) {
    for (let column = 0; column < scale; column++) {
      const at = ((y * scale + row) * width + x * scale + column) * 4;
      data.fill(0, at, at + 3);
    }
  }
}

/** A film of a QR code held still in front of the camera, in the raw format that Chromium's fake camera takes (YUV4MPEG2). */
export function filmOf(text: string): Buffer {
  const [width, height] = [640, 480];
  const rows = encodeQR(text, "raw", { border: 4 });
  const module = Math.floor(height / rows.length);
  const luma = Buffer.alloc(width * height, 235);
  rows.forEach((row, y) => {
    row.forEach((isDark, x) => {
      if (!isDark) return;
      for (let line = y * module; line < (y + 1) * module; line++)
        luma.fill(16, line * width + 80 + x * module, line * width + 80 + (x + 1) * module);
    });
  });
  const colours = Buffer.alloc((width * height) / 2, 128);
  const frame = Buffer.concat([Buffer.from("FRAME\n"), luma, colours]);
  return Buffer.concat([
    Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`),
    frame,
    frame,
  ]);
}
