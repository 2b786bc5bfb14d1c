import { QrCode } from "../../shared/QrCode.tsx";
import { useSpeech } from "../../shared/speech.tsx";
import { texts } from "../texts.ts";

/** The QR code that makes the app on the phone fetch its command; there is no secret in it. */
export function PullCode({ url }: { readonly url: string }) {
  const { say } = useSpeech();
  return (
    <>
      <p>{say(texts.pullQr)}</p>
      <QrCode text={url} name={say(texts.pullQr)} />
      <p class="hint">{say(texts.pullWait)}</p>
    </>
  );
}
