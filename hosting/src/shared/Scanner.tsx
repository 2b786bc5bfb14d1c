import { Status } from "./Status.tsx";
import { useSpeech } from "./speech.tsx";
import { scanning } from "./texts.ts";
import { useCamera } from "./useCamera.ts";

interface ScannerProps {
  /** Whether this is a text to stop at; false goes on looking. */
  readonly accept: (text: string) => boolean;
}

/** Looks for a QR code through the camera until one is accepted. The picture stays in the browser. */
export function Scanner({ accept }: ScannerProps) {
  const { say } = useSpeech();
  const { video, camera } = useCamera(accept);
  const isOut = camera === "denied" || camera === "unloaded";
  return (
    <div class="scanner">
      {isOut ? (
        <p role="alert">{say(scanning[camera])}</p>
      ) : (
        <>
          <Status words={scanning[camera]} />
          {/* Nothing is heard: it is the camera's picture. */}
          <video ref={video} muted playsInline aria-label={say(scanning.picture)} />
        </>
      )}
    </div>
  );
}
