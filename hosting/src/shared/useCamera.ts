import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { lookThrough, type NoLook } from "./lookThrough.ts";

/** How the camera stands: looking, at some other code meanwhile, or out of use. */
type Camera = "starting" | "looking" | "other" | NoLook;

/** Has the camera look for a text to accept while the video is on the page; false goes on looking. */
export function useCamera(accept: (text: string) => boolean): {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly camera: Camera;
} {
  const video = useRef<HTMLVideoElement>(null);
  const [camera, setCamera] = useState<Camera>("starting");
  useEffect(() => {
    const ended = new AbortController();
    const onText = (text: string) => {
      const isAccepted = accept(text);
      setCamera(isAccepted ? "looking" : "other");
      return isAccepted;
    };
    const onReady = () => setCamera("looking");
    lookThrough(video.current, { onText, onReady, ended: ended.signal }).then(
      (why) => why && setCamera(why),
      () => setCamera("denied"),
    );
    return () => ended.abort();
  }, []);
  return { video, camera };
}
