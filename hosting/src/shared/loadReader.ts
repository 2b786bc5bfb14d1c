/** Frames are scaled down to this many pixels across: enough for a code held up to the camera, and quick to read. */
const widest = 800;

/**
 * What reads the QR code in a video's frame; it says undefined without a readable one. Loaded when the camera is opened: it is
 * a sixth of all that the pages load. Throws where it can't be had.
 */
export async function loadReader(): Promise<(video: HTMLVideoElement) => string | undefined> {
  await insistOnLine();
  const { decodeQR } = await import("qr/decode.js");
  return (video) => {
    const frame = frameOf(video);
    try {
      return frame && decodeQR(frame);
    } catch {
      return undefined;
    }
  };
}

let hasLine = false;

/**
 * Throws without a line to the service, before the script is asked for: browsers remember for as long as a page lives that one couldn't
 * be had, and the camera would stay blind when the line is back.
 */
async function insistOnLine(): Promise<void> {
  if (hasLine) return;
  await fetch("/", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(15_000) });
  hasLine = true;
}

let canvas: OffscreenCanvas | undefined;

function frameOf(video: HTMLVideoElement): ImageData | undefined {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return undefined;
  const scale = Math.min(1, widest / videoWidth);
  const [width, height] = [Math.round(videoWidth * scale), Math.round(videoHeight * scale)];
  if (canvas?.width !== width || canvas.height !== height) canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return undefined;
  context.drawImage(video, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}
