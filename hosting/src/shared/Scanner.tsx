import { useEffect, useRef, useState } from "preact/hooks";
import { readFrame } from "./readFrame.ts";
import { useSpeech } from "./speech.tsx";
import { scanning } from "./texts.ts";

/** How the camera stands. */
type Camera = "starting" | "looking" | "denied";

interface ScannerProps {
  /** Whether this is a text to stop at; false goes on looking. */
  readonly accept: (text: string) => boolean;
  readonly onClose: () => void;
}

/** Looks for a QR code through the camera until one is accepted. The picture stays in the browser. */
export function Scanner({ accept, onClose }: ScannerProps) {
  const { say } = useSpeech();
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<Camera>("starting");
  const [isOther, setOther] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const onText = (text: string) => {
      const isAccepted = accept(text);
      setOther(!isAccepted);
      return isAccepted;
    };
    look(video.current, { onText, onReady: () => setCamera("looking"), ended: ended.signal }).catch(() =>
      setCamera("denied"),
    );
    return () => ended.abort();
  }, []);
  return (
    <div class="scanner">
      {camera === "denied" ? (
        <p role="alert">{say(scanning.denied)}</p>
      ) : (
        <>
          <p role="status">{say(isOther ? scanning.other : scanning[camera])}</p>
          {/* Nothing is heard: it is the camera's picture. */}
          <video ref={video} muted playsInline aria-label={say(scanning.picture)} />
        </>
      )}
      <button type="button" onClick={onClose}>
        {say(scanning.close)}
      </button>
    </div>
  );
}

interface Look {
  readonly onText: (text: string) => boolean;
  readonly onReady: () => void;
  readonly ended: AbortSignal;
}

/** Goes through frames one by one; throws where there is no camera, or it isn't allowed. */
async function look(video: HTMLVideoElement | null, { onText, onReady, ended }: Look): Promise<void> {
  if (!video) return;
  const media = { video: { facingMode: "environment" }, audio: false };
  const stream = await navigator.mediaDevices.getUserMedia(media);
  const stop = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  ended.addEventListener("abort", stop);
  // Closed while the browser was still asking: the camera's lamp must not stay on.
  if (ended.aborted) return stop();
  video.srcObject = stream;
  await video.play();
  onReady();
  while (!ended.aborted) {
    const text = await readFrame(video);
    if (text !== undefined && onText(text)) return stop();
    await nextLook();
  }
}

function nextLook(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 150));
}
