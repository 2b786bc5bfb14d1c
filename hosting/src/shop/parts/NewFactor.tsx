import { QrCode } from "../../shared/QrCode.tsx";
import { Submit } from "../../shared/Submit.tsx";
import { useSpeech } from "../../shared/speech.tsx";
import { useFocus } from "../../shared/useFocus.ts";
import type { AppKey } from "../session.ts";
import { texts } from "../texts.ts";
import { FactorField, takeFactor } from "./FactorField.tsx";
import type { PartProps } from "./props.ts";
import { Trouble } from "./Trouble.tsx";

/** Offers an account without a second factor to enrol an authenticator app (RFC 6238), once. */
export function NewFactor({ page, shop }: PartProps) {
  const { say } = useSpeech();
  const heading = useFocus<HTMLHeadingElement>();
  const enrol = (event: SubmitEvent) => void shop.entrance.enrol(takeFactor(event));
  return (
    <>
      <Trouble page={page} shop={shop} />
      <form onSubmit={enrol}>
        <h2 ref={heading} tabIndex={-1}>
          {say(texts.newFactorTitle)}
        </h2>
        <p>{say(texts.newFactorWhy)}</p>
        {page.appKey && <KeyAndCode appKey={page.appKey} />}
        <div class="buttons">
          {page.appKey && (
            <Submit
              words={texts.enrolFactor}
              busyWords={texts.enrollingFactor}
              isBusy={page.state === "enrollingFactor"}
            />
          )}
          <button type="button" onClick={() => shop.entrance.postpone()}>
            {say(texts.postpone)}
          </button>
          <button type="button" onClick={() => shop.leave()}>
            {say(texts.back)}
          </button>
        </div>
      </form>
    </>
  );
}

/** What the app takes in, and what it shows then. */
function KeyAndCode({ appKey: { key, url } }: { readonly appKey: AppKey }) {
  const { say } = useSpeech();
  return (
    <>
      <p>{say(texts.newFactorScan)}</p>
      <QrCode text={url} name={say(texts.newFactorQr)} />
      <p>
        {say(texts.newFactorKey)}: <code>{key.match(/.{1,4}/g)?.join(" ")}</code>
      </p>
      <FactorField label={texts.newFactorCode} />
    </>
  );
}
