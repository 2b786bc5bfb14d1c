import { useState } from "preact/hooks";
import { Scanner } from "./Scanner.tsx";
import { useSpeech } from "./speech.tsx";
import { scanning } from "./texts.ts";

interface ScanProps {
  /** Takes a text, or says that it is something else: then the camera goes on looking. */
  readonly accept: (text: string) => boolean;
}

/** A button that opens the camera beneath itself and closes it. It stays where it is, and so does the focus on it. */
export function Scan({ accept }: ScanProps) {
  const { say } = useSpeech();
  const [isOpen, setOpen] = useState(false);
  const take = (text: string) => {
    const isTaken = accept(text);
    if (isTaken) setOpen(false);
    return isTaken;
  };
  return (
    <>
      <button type="button" onClick={() => setOpen(!isOpen)}>
        {say(isOpen ? scanning.close : scanning.open)}
      </button>
      {isOpen && <Scanner accept={take} />}
    </>
  );
}
