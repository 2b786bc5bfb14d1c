import { Submit } from "../../shared/Submit.tsx";
import { useSpeech } from "../../shared/speech.tsx";
import { useFocus } from "../../shared/useFocus.ts";
import { texts } from "../texts.ts";
import { FactorField, takeFactor } from "./FactorField.tsx";
import type { PartProps } from "./props.ts";
import { Trouble } from "./Trouble.tsx";

/** The code of the clerk's authenticator app (RFC 6238). */
export function SecondFactor({ page, shop }: PartProps) {
  const { say } = useSpeech();
  const code = useFocus<HTMLInputElement>();
  const prove = (event: SubmitEvent) => void shop.entrance.prove(takeFactor(event));
  return (
    <>
      <Trouble page={page} shop={shop} />
      <form onSubmit={prove}>
        <h2>{say(texts.factorTitle)}</h2>
        <FactorField label={texts.factor} field={code} />
        <div class="buttons">
          <Submit words={texts.confirmFactor} busyWords={texts.signingIn} isBusy={page.state === "proving"} />
          <button type="button" onClick={() => shop.leave()}>
            {say(texts.back)}
          </button>
        </div>
      </form>
    </>
  );
}
