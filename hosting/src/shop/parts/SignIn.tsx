import { takeField } from "../../shared/field.ts";
import { Status } from "../../shared/Status.tsx";
import { Submit } from "../../shared/Submit.tsx";
import { useSpeech } from "../../shared/speech.tsx";
import { useFocus } from "../../shared/useFocus.ts";
import { texts } from "../texts.ts";
import type { PartProps } from "./props.ts";
import { Trouble } from "./Trouble.tsx";

/** The clerk's e-mail address and password. */
export function SignIn({ page, shop }: PartProps) {
  const { say } = useSpeech();
  const first = useFocus<HTMLInputElement>();
  const signIn = (event: SubmitEvent) => {
    void shop.entrance.signIn(takeField(event, "email").trim(), takeField(event, "password"));
  };
  return (
    <>
      <Trouble page={page} shop={shop} />
      <Status words={page.isEnrolled && texts.enrolled} />
      <form onSubmit={signIn}>
        <h2>{say(texts.signInTitle)}</h2>
        <label for="email">{say(texts.email)}</label>
        <input ref={first} id="email" name="email" type="email" autocomplete="username" required />
        <label for="password">{say(texts.password)}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required />
        <Submit words={texts.signIn} busyWords={texts.signingIn} isBusy={page.state === "signingIn"} />
      </form>
    </>
  );
}
