import { useSpeech } from "../../shared/speech.tsx";
import { texts } from "../texts.ts";
import type { PartProps } from "./props.ts";

/** The way out, wherever a clerk is signed in. */
export function SignOut({ shop }: Pick<PartProps, "shop">) {
  const { say } = useSpeech();
  return (
    <button type="button" onClick={() => shop.leave()}>
      {say(texts.signOut)}
    </button>
  );
}
