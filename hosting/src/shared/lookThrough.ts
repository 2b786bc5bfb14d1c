import { loadReader } from "./loadReader.ts";

/** Why nothing can be seen: there is no camera, or it isn't allowed; or what reads its pictures couldn't be loaded. */
export type NoLook = "denied" | "unloaded";

interface Look {
  readonly onText: (text: string) => boolean;
  readonly onReady: () => void;
  readonly ended: AbortSignal;
}

/** Goes through the camera's frames one by one, until a text is taken; says why where it can't. */
export async function lookThrough(
  video: HTMLVideoElement | null,
  { onText, onReady, ended }: Look,
): Promise<NoLook | undefined> {
  const loading = loadReader().catch(() => undefined);
  const stream = await openCamera().catch(() => undefined);
  if (!stream || !video) return "denied";
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  ended.addEventListener("abort", stop);
  // Closed while the browser was still asking: the camera's lamp must not stay on.
  if (ended.aborted) stop();
  const read = await loading;
  if (!read) stop();
  if (!read || ended.aborted) return read ? undefined : "unloaded";
  video.srcObject = stream;
  await video.play();
  onReady();
  while (!ended.aborted) {
    const text = read(video);
    if (text !== undefined && onText(text)) break;
    await nextLook();
  }
  stop();
  return undefined;
}

async function openCamera(): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
}

function nextLook(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 150));
}
