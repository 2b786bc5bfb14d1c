/** Frames are scaled down to this many pixels across: enough for a code held up to the camera, and quick to read. */
const widest = 800;

let canvas: OffscreenCanvas | undefined;

/** The QR code in a video's frame; undefined without a readable one. Its decoder is loaded at the first. */
export async function readFrame(video: HTMLVideoElement): Promise<string | undefined> {
  const { decodeQR } = await import("qr/decode.js");
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const scale = Math.min(1, widest / videoWidth);
  const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return undefined;
  context.drawImage(video, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  try {
    return decodeQR({ width, height, data });
  } catch {
    return undefined;
  }
}
